import { renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { URI } from "vscode-uri";
import { type Client, connect, connectTo, temporaryFolder, write } from "./lsp-client.ts";
import { bound, flake, nested, plain } from "./lsp-fixtures.ts";

const module = "/configuration.nix";
const files = { "/flake.nix": flake, [module]: nested };
const importCall = "import inputs.nixpkgs-unstable {";

test("The server says what it can do, and asks to be told of files", async () => {
	const client = await connect(files);
	expect(client.initialized.serverInfo?.name).toBe("flake-hoist");
	expect(client.initialized.capabilities).toMatchObject({
		textDocumentSync: { openClose: true, change: 2 },
		codeActionProvider: {
			codeActionKinds: ["quickfix", "refactor.move", "refactor.rewrite", "source.fixAll.flakeHoist", "source.hoistAll"],
		},
		workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
	});
	await client.until(() => client.registrations.includes("workspace/didChangeWatchedFiles"));
});

test("A file that nobody opened is diagnosed, with the hosts that reach it and the rule's page", async () => {
	const client = await connect(files);
	const [diagnostic] = await client.diagnosed(module, 2);
	expect(diagnostic).toMatchObject({
		source: "flake-hoist",
		code: "nested-instance",
		codeDescription: { href: expect.stringMatching(/docs\/rules\/nested-instance\.md$/) },
	});
	const places = diagnostic?.relatedInformation?.map(({ location }) => location.uri);
	expect(places).toContain(client.uri("/flake.nix"));
});

test("Diagnostics follow incremental changes", async () => {
	const client = await connect(files);
	await client.open(module);
	await client.diagnosed(module, 2);
	await client.replace(module, importCall, "inputs.self.lib.pick {");
	await client.diagnosed(module);
	await client.replace(module, "inputs.self.lib.pick {", importCall);
	await client.diagnosed(module, 2);
	await client.replace(module, "let", "# 𝒳, a comment\nlet");
	await client.diagnosed(module, 3);
});

test("Nothing is said in text that can't be parsed", async () => {
	const client = await connect(files);
	await client.open(module);
	await client.diagnosed(module, 2);
	await client.replace(module, importCall, `) ${importCall}`);
	await client.diagnosed(module);
	await client.replace(module, ") ", "");
	await client.diagnosed(module, 2);
});

test("A quick fix is one edit over both files, for the versions that are open", async () => {
	const client = await connect(files);
	await client.open(module);
	await client.replace(module, "let", "# a comment\nlet");
	const diagnostics = await client.diagnosed(module, 3);
	const [action] = await client.codeActions(module, importCall);
	expect(action).toMatchObject({ kind: "quickfix", isPreferred: true, diagnostics });
	const documents = action?.edit?.documentChanges?.map((change) => "textDocument" in change && change.textDocument);
	expect(documents).toHaveLength(2);
	expect(documents).toContainEqual({ uri: client.uri(module), version: 2 });
	expect(documents).toContainEqual({ uri: client.uri("/flake.nix"), version: null });
	expect(applied(client, module, action)).not.toContain("import");
	expect(applied(client, "/flake.nix", action)).toContain("import");
});

test("Where refactorings are asked for, the fix is one, and where formatting is, there is none", async () => {
	const client = await connect(files);
	await client.diagnosed(module, 2);
	expect(await client.codeActions(module, importCall, { only: ["refactor"] })).toMatchObject([
		{ kind: "refactor.move", isPreferred: false },
		{ kind: "refactor.rewrite", isPreferred: false },
	]);
	expect(await client.codeActions(module, importCall, { only: ["source.format"] })).toEqual([]);
	expect(await client.codeActions(module, "environment")).toEqual([]);
});

test("A fix that moves nothing is a rewriting where refactorings are asked for", async () => {
	const client = await connect({ ...files, [module]: plain.replace("pkgs.hello", "pkgs.system") });
	await client.diagnosed(module, 2);
	const actions = await client.codeActions(module, "system ]", { only: ["refactor"] });
	expect(actions).toMatchObject([{ title: "Use ‘stdenv.hostPlatform.system’", kind: "refactor.rewrite" }]);
});

test("All of a file is fixed at once where that is asked for, and only there", async () => {
	const client = await connect(files);
	await client.diagnosed(module, 2);
	const [action, ...others] = await client.codeActions(module, "environment", { only: ["source.fixAll"] });
	expect(others).toEqual([]);
	expect(action).toMatchObject({ kind: "source.fixAll.flakeHoist" });
	expect(applied(client, module, action)).not.toContain("import");
	expect(applied(client, "/flake.nix", action)).toContain("import");
	expect(await client.codeActions("/flake.nix", "outputs", { only: ["source.fixAll"] })).toEqual([]);
});

test("A fix that can't be done is disabled, with the reason", async () => {
	const client = await connect({ ...files, [module]: bound });
	await client.diagnosed(module, 2);
	for (const [only, kind] of [
		["quickfix", "quickfix"],
		["refactor", "refactor.move"],
	] as const) {
		const actions = await client.codeActions(module, importCall, { only: [only] });
		expect(actions[0]).toMatchObject({ kind, disabled: { reason: expect.stringMatching(/./) } });
		expect(actions[0]).not.toHaveProperty("edit");
	}
});

test("A client that can't show disabled actions gets none", async () => {
	const client = await connect({ ...files, [module]: bound }, { disabledSupport: false });
	await client.diagnosed(module, 2);
	const actions = await client.codeActions(module, importCall);
	expect(actions.map(({ title }) => title)).toEqual(["Allow nested-instance here, by a comment"]);
});

test("The text of an open document wins over that on disk, until it is closed", async () => {
	const client = await connect(files);
	await client.open(module, plain);
	await client.diagnosed(module);
	await client.changedOnDisk(module);
	await client.open("/flake.nix");
	expect(await client.codeActions(module, "environment")).toEqual([]);
	await client.close(module);
	await client.diagnosed(module, 2);
});

test("Files and folders that change, come or go on disk are noticed", async () => {
	const client = await connect({ "/flake.nix": flake.replace("./configuration.nix", "./hosts/desktop") });
	const moved = "/hosts/desktop/default.nix";
	write(client.folder, moved, nested);
	await client.changedOnDisk("/hosts");
	await client.diagnosed(moved, 2);
	write(client.folder, moved, plain);
	await client.changedOnDisk(moved);
	await client.diagnosed(moved);
	write(client.folder, moved, nested);
	await client.changedOnDisk(moved);
	await client.diagnosed(moved, 2);
	renameSync(join(client.folder, "hosts"), join(client.folder, "machines"));
	await client.changedOnDisk("/hosts", "/machines");
	await client.diagnosed(moved);
});

test("A file deleted while it is open keeps its open text", async () => {
	const client = await connect(files);
	await client.open(module);
	await client.diagnosed(module, 2);
	rmSync(join(client.folder, module));
	await client.changedOnDisk(module);
	await client.replace(module, "let", "# still here\nlet");
	await client.diagnosed(module, 3);
	await client.close(module);
	await client.diagnosed(module);
});

test("Ignored and generated files are not read, and links are not followed", async () => {
	const elsewhere = temporaryFolder({ "/configuration.nix": nested });
	const imports = [
		"./build/a.nix",
		"./b.nix",
		"./nested/c.nix",
		"./kept/d.nix",
		"./.direnv/e.nix",
		"./linked/configuration.nix",
	];
	const folder = temporaryFolder({
		// Named by a literal path, a file would be tracked by Git in spite of all.
		"/flake.nix": flake.replace("./configuration.nix", computed(imports).join(" ")),
		"/.gitignore": "build/\n/b.nix\n",
		"/nested/.gitignore": "*\n!d.nix\n",
	});
	for (const path of imports.filter((path) => !path.includes("linked"))) write(folder, path, nested);
	symlinkSync(elsewhere, join(folder, "linked"));
	const client = await connectTo(folder);
	await client.diagnosed("/kept/d.nix", 2);
	expect(await client.diagnosedFiles()).toEqual(["/kept/d.nix"]);
	write(client.folder, ".gitignore", "/kept\n");
	await client.changedOnDisk("/.gitignore");
	await client.diagnosed("/b.nix", 2);
	expect(await client.diagnosedFiles()).toEqual(["/b.nix", "/build/a.nix"]);
});

/** The paths, written so that only evaluation tells them. */
function computed(paths: readonly string[]): readonly string[] {
	return paths.map((path) => `(./. + "${path.slice(1)}")`);
}

test("Names may hold spaces, brackets and signs that mean something in URIs", async () => {
	const name = "/my hosts/[desktop] 100% & ünïcödé.nix";
	const hosts = flake.replace("./configuration.nix", '(./. + "/my hosts/[desktop] 100% & ünïcödé.nix")');
	const client = await connect({ "/flake.nix": hosts, [name]: nested });
	await client.diagnosed(name, 2);
	await client.open(name);
	const [action] = await client.codeActions(name, importCall);
	expect(applied(client, name, action)).not.toContain("import");
});

test("Workspace folders come and go", async () => {
	const client = await connect(files);
	await client.diagnosed(module, 2);
	const folder = { uri: URI.file(client.folder).toString(), name: "workspace" };
	const change = (added: unknown[], removed: unknown[]) =>
		client.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event: { added, removed } });
	await change([], [folder]);
	await client.diagnosed(module);
	await client.open(module);
	await change([folder], []);
	await client.diagnosed(module, 2);
});

test("Two folders of which one lies in the other say the same only once", async () => {
	const client = await connect({
		"/flake.nix": flake,
		"/flakes/inner/flake.nix": flake,
		["/flakes/inner/configuration.nix"]: nested,
	});
	const inner = { uri: client.uri("/flakes/inner"), name: "inner" };
	await client.diagnosed("/flakes/inner/configuration.nix", 2);
	await client.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
		event: { added: [inner], removed: [] },
	});
	await client.open("/flakes/inner/configuration.nix");
	await client.replace("/flakes/inner/configuration.nix", "let", "# further down\nlet");
	await client.diagnosed("/flakes/inner/configuration.nix", 3);
	const actions = await client.codeActions("/flakes/inner/configuration.nix", importCall, { only: ["quickfix"] });
	expect(actions.filter(({ isPreferred }) => isPreferred)).toHaveLength(1);
});

test("The argument of an import is explained on hover", async () => {
	const client = await connect(files);
	expect(await client.hover(module, "system = ")).toMatchObject({
		contents: { kind: "markdown", value: expect.stringContaining("system") },
		range: { start: { line: 2, character: 51 }, end: { line: 2, character: 57 } },
	});
	expect(await client.hover(module, "environment")).toBeNull();
});

test("A document outside every folder is served by itself", async () => {
	const client = await connect(files, { workspace: URI.file(temporaryFolder()).toString() });
	await client.open(module);
	expect(await client.codeActions(module, importCall)).toEqual([]);
	expect(await client.hover(module, "system = ")).not.toBeNull();
	await client.close(module);
	expect(await client.hover(module, "system = ")).toBeNull();
});

function applied(client: Client, path: string, action: Parameters<Client["applied"]>[1] | undefined): string {
	if (action === undefined) throw new Error("no code action");
	return client.applied(path, action);
}
