import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { buildInto } from "../esbuild.mjs";
import { Client, temporaryFolder, write } from "./lsp-client.ts";
import { flake, nested } from "./lsp-fixtures.ts";
import { git } from "./requirements.mjs";

const dist = mkdtempSync(join(tmpdir(), "flake-hoist-"));
const program = join(dist, "cli.js");
const files = { "/flake.nix": flake, "/configuration.nix": nested };
const only = ["--rule", "nested-instance"];

beforeAll(() => buildInto(dist), 120_000);
afterAll(() => rmSync(dist, { recursive: true }));

/** Runs the program in a folder. */
function run(folder: string, ...args: readonly string[]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: "utf8" });
	return { code: status, out: stdout, err: stderr };
}

/** The names in a folder that are neither the flake's nor the module's. */
function strangers(folder: string): readonly string[] {
	return readdirSync(folder).filter((name) => name !== "flake.nix" && name !== "configuration.nix");
}

describe("the program", () => {
	test("runs by itself, from wherever it is called", () => {
		expect(execFileSync(program, ["--version"], { cwd: tmpdir(), encoding: "utf8" })).toMatch(/^\d+\.\d+\.\d+\n$/);
		const linked = join(temporaryFolder(), "flake-hoist");
		symlinkSync(program, linked);
		expect(spawnSync(linked, ["check", temporaryFolder(files)], { encoding: "utf8" }).status).toBe(1);
	});

	test("checks the folder that it is started in, and says by its exit code what came of it", () => {
		const folder = temporaryFolder(files);
		const found = run(folder, "check", ...only);
		expect(found).toMatchObject({ code: 1, err: "" });
		expect(found.out).toMatch(/^configuration\.nix:3:19: warning: .*\n(.*\n)*1 finding in 1 file\n$/);
		expect(run(folder, "fix", ...only)).toMatchObject({ code: 0, err: "" });
		expect(run(folder, "check", ...only)).toEqual({ code: 0, out: "no findings\n", err: "" });
		expect(run(folder, "check", "nowhere")).toEqual({
			code: 2,
			out: "",
			err: "flake-hoist check: ‘nowhere’ does not exist\n",
		});
	});

	test("explains each rule and refactoring, without the cases of its page", () => {
		const { err } = run(tmpdir(), "explain");
		const names = err.split("the pages are: ")[1]?.trim().split(", ") ?? [];
		expect(names).toEqual(expect.arrayContaining(["nested-instance", "hoist-instance"]));
		for (const name of names) {
			const { code, out } = run(tmpdir(), "explain", name);
			expect(code).toBe(0);
			expect(out.startsWith(`# ${name}\n`)).toBe(true);
			expect(out).not.toContain("## Cases");
		}
	});

	test("serves an editor", async () => {
		const server = spawn(process.execPath, [program, "lsp"], { stdio: ["pipe", "pipe", "inherit"] });
		onTestFinished(() => {
			server.kill();
		});
		const exit = once(server, "exit");
		const reader = new StreamMessageReader(server.stdout);
		const connection = createProtocolConnection(reader, new StreamMessageWriter(server.stdin));
		const client = await Client.start(connection, temporaryFolder(files), {});
		await client.diagnosed("/configuration.nix", 2);
		await connection.sendRequest("shutdown");
		await connection.sendNotification("exit");
		expect(await exit).toEqual([0, null]);
	});

	test("takes it well that nobody reads on", async () => {
		const child: ChildProcess = spawn(process.execPath, [program, "check", temporaryFolder(files)]);
		let err = "";
		child.stderr?.on("data", (data) => {
			err += data;
		});
		child.stdout?.destroy();
		await once(child, "close");
		expect(err).toBe("");
	});
});

describe("paths", () => {
	test("a file belongs to the flake around it", () => {
		const folder = temporaryFolder({
			"/flake.nix": flake.replace("./configuration.nix", "./modules/a.nix"),
			"/modules/a.nix": nested,
		});
		expect(run(folder, "check", "modules/a.nix", ...only).out).toMatch(/^modules\/a\.nix:3:19: /);
		expect(run(join(folder, "modules"), "check", "a.nix", ...only).out).toMatch(/^\.\.\/modules\/a\.nix:3:19: /);
		expect(run(folder, "check", "--format=json", join(folder, "modules/a.nix"), ...only)).toMatchObject({
			out: expect.stringContaining('"file": "modules/a.nix"'),
		});
	});

	test("a folder without a flake belongs to the flake around it", () => {
		const folder = temporaryFolder({
			"/flake.nix": flake.replace("[ ./configuration.nix ]", "[ ./modules/a.nix ./modules-of-others/b.nix ]"),
			"/modules/a.nix": nested,
			"/modules-of-others/b.nix": nested,
		});
		for (const [from, path, found] of [
			[folder, "modules", "modules/a.nix"],
			[join(folder, "modules"), ".", "../modules/a.nix"],
			[folder, join(folder, "modules"), join(folder, "modules/a.nix")],
		] as const) {
			const { out } = run(from, "check", path, ...only);
			expect(out.split(":")[0]).toBe(found);
			expect(out).toContain("1 finding in 1 file");
		}
	});

	test("a repository's files do not belong to a flake around the repository", () => {
		const folder = temporaryFolder({ "/flake.nix": flake, "/inner/.git/HEAD": "", "/inner/a.nix": nested });
		expect(run(folder, "check", "inner/a.nix")).toMatchObject({
			code: 0,
			err: expect.stringContaining("no flake.nix"),
		});
	});

	test("a file that can't be read is told of", () => {
		const folder = temporaryFolder({ "/flake.nix": flake.padEnd(1024 * 1024 + 1), "/configuration.nix": nested });
		expect(run(folder, "check")).toEqual({
			code: 0,
			out: "no findings\n",
			err: "flake-hoist: flake.nix can't be read, or is too long; nothing is said of what rests on it\n",
		});
	});

	test("an absolute path gives absolute names", () => {
		const folder = temporaryFolder(files);
		expect(run(tmpdir(), "check", folder, ...only).out.startsWith(`${folder}/configuration.nix:3:19: `)).toBe(true);
	});

	test("what is neither a folder nor a Nix file can't be checked", () => {
		const folder = temporaryFolder({ "/README.md": "" });
		expect(run(folder, "check", "README.md")).toMatchObject({
			code: 2,
			err: "flake-hoist check: ‘README.md’ is neither a folder nor a Nix file\n",
		});
	});
});

describe("writing", () => {
	test("keeps the files' modes, and leaves nothing behind", () => {
		const folder = temporaryFolder(files);
		chmodSync(join(folder, "flake.nix"), 0o666);
		chmodSync(join(folder, "configuration.nix"), 0o750);
		expect(run(folder, "fix", ...only)).toMatchObject({ code: 0 });
		expect(statSync(join(folder, "flake.nix")).mode & 0o777).toBe(0o666);
		expect(statSync(join(folder, "configuration.nix")).mode & 0o777).toBe(0o750);
		expect(strangers(folder)).toEqual([]);
	});

	test("does not reach through links", () => {
		const elsewhere = temporaryFolder({ "/configuration.nix": nested });
		const folder = temporaryFolder({ "/flake.nix": flake });
		symlinkSync(join(elsewhere, "configuration.nix"), join(folder, "configuration.nix"));
		expect(run(folder, "fix", ...only)).toMatchObject({ code: 0, out: "no findings\n" });
		expect(readFileSync(join(elsewhere, "configuration.nix"), "utf8")).toBe(nested);
	});

	test("takes a folder that is itself a link", () => {
		const folder = temporaryFolder(files);
		const link = join(temporaryFolder(), "link");
		symlinkSync(folder, link);
		expect(run(tmpdir(), "fix", link, ...only)).toMatchObject({ code: 0 });
		expect(readFileSync(join(folder, "configuration.nix"), "utf8")).not.toContain("import");
	});

	test("changes no file if one holds bytes that would be lost", () => {
		const folder = temporaryFolder(files);
		const broken = Buffer.concat([Buffer.from(`${flake}# caf`), Buffer.from([0xe9, 0x0a])]);
		write(folder, "flake.nix", broken);
		expect(run(folder, "fix", ...only)).toMatchObject({ code: 2, out: "", err: expect.stringContaining("not UTF-8") });
		expect(readFileSync(join(folder, "flake.nix")).equals(broken)).toBe(true);
		expect(readFileSync(join(folder, "configuration.nix"), "utf8")).toBe(nested);
		expect(strangers(folder)).toEqual([]);
	});

	test.runIf(git !== undefined)("its diff is one that git applies", () => {
		const name = "/my hosts/ünïcödé.nix";
		const folder = temporaryFolder({
			"/flake.nix": flake.replace("./configuration.nix", `(./. + "${name}")`),
			[name]: nested.trimEnd().replaceAll("\n", "\r\n"),
		});
		const texts = () => ["flake.nix", name].map((file) => readFileSync(join(folder, file), "utf8"));
		const before = texts();
		const { code, out } = run(folder, "fix", "--diff", ...only);
		expect(code).toBe(1);
		expect(texts()).toEqual(before);
		write(folder, "change.diff", out);
		execFileSync(String(git), ["apply", "change.diff"], { cwd: folder, stdio: "pipe" });
		const applied = texts();
		expect(applied).not.toEqual(before);
		execFileSync(String(git), ["apply", "--reverse", "change.diff"], { cwd: folder, stdio: "pipe" });
		run(folder, "fix", ...only);
		expect(texts()).toEqual(applied);
	});
});
