import { expect, test } from "vitest";
import { DiagnosticSeverity } from "vscode-languageserver/node";
import { type Client, connect } from "./lsp-client.ts";
import { flake, nested } from "./lsp-fixtures.ts";

const module = "/configuration.nix";
const files = { "/flake.nix": flake, [module]: nested };
const importCall = "import inputs.nixpkgs-unstable {";

/** Our section of the settings, with a level for the rule that finds something in the module. */
function section(level: unknown) {
	return { rules: { "nested-instance": level } };
}

async function isAsGraveAs(client: Client, severity: DiagnosticSeverity): Promise<void> {
	await client.until(() => client.current(module)[0]?.severity === severity);
}

test("A client that can be asked is asked for each folder, before anything is said of it", async () => {
	const asked: unknown[] = [];
	const client = await connect(files, {
		settings: (...wanted) => {
			asked.push(wanted);
			return section("error");
		},
	});
	const [first] = await client.diagnosed(module, 2);
	expect(first?.severity).toBe(DiagnosticSeverity.Error);
	expect(asked[0]).toEqual(["flakeHoist", client.uri("")]);
	await client.until(() => client.registrations.includes("workspace/didChangeConfiguration"));
});

test("Folders may have settings that differ", async () => {
	const [one, two] = ["/one/configuration.nix", "/two/configuration.nix"];
	const client = await connect(
		{ "/one/flake.nix": flake, [one]: nested, "/two/flake.nix": flake, [two]: nested },
		{ settings: (_, folder) => section(folder?.endsWith("/one") ? "hint" : "error") },
	);
	const added = ["/one", "/two"].map((path) => ({ uri: client.uri(path), name: path }));
	const removed = [{ uri: client.uri(""), name: "workspace" }];
	await client.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event: { added, removed } });
	await client.until(() => client.current(one)[0]?.severity === DiagnosticSeverity.Hint);
	await client.until(() => client.current(two)[0]?.severity === DiagnosticSeverity.Error);
});

test("What is set to another level is diagnosed anew, and its fix is of that diagnostic", async () => {
	let level = "hint";
	const client = await connect(files, { settings: () => section(level) });
	await isAsGraveAs(client, DiagnosticSeverity.Hint);
	level = "information";
	await client.changeSettings();
	await isAsGraveAs(client, DiagnosticSeverity.Information);
	const [fix] = await client.codeActions(module, importCall, { only: ["quickfix"] });
	expect(fix?.diagnostics).toEqual(client.current(module));
	level = "default";
	await client.changeSettings();
	await isAsGraveAs(client, DiagnosticSeverity.Warning);
});

test("A rule that is off says nothing and has no fixes; its refactoring can be asked for", async () => {
	const again = nested.replace("pkgs-unstable.hello", `(${importCall} system = "x86_64-linux"; }).hello`);
	let level = "default";
	const client = await connect({ ...files, [module]: again }, { settings: () => section(level) });
	await client.diagnosed(module, 2, 5);
	const kinds = async (...only: string[]) =>
		(await client.codeActions(module, importCall, { only })).map(({ kind }) => kind);
	const all = ["quickfix", "source.fixAll", "source.hoistAll"];
	expect(await kinds(...all)).toEqual(
		expect.arrayContaining(["quickfix", "source.fixAll.flakeHoist", "source.hoistAll.file"]),
	);
	level = "off";
	await client.changeSettings();
	expect(await kinds(...all)).toEqual([]);
	expect(await kinds("refactor")).toContain("refactor.rewrite");
	await client.diagnosed(module);
});

test("A client that can't be asked sends settings when it starts and when they change", async () => {
	const client = await connect(files, { initializationOptions: { flakeHoist: section("error") } });
	const [first] = await client.diagnosed(module, 2);
	expect(first?.severity).toBe(DiagnosticSeverity.Error);
	await client.changeSettings({ flakeHoist: section("off") });
	await client.diagnosed(module);
	await client.changeSettings({ flakeHoist: {} });
	await isAsGraveAs(client, DiagnosticSeverity.Warning);
	await client.changeSettings({ flakeHoist: section("hint") });
	await isAsGraveAs(client, DiagnosticSeverity.Hint);
	await client.changeSettings({ nil: {} });
	await client.changeSettings();
	const [action] = await client.codeActions(module, importCall);
	expect(action?.diagnostics?.[0]?.severity).toBe(DiagnosticSeverity.Hint);
});

test("What a client sent when it started counts if it has no other answer", async () => {
	const client = await connect(files, {
		initializationOptions: { flakeHoist: section("error") },
		settings: () => null,
	});
	await isAsGraveAs(client, DiagnosticSeverity.Error);
});

test("What is wrong in settings is logged once, and the rest counts", async () => {
	let settings: unknown = { rules: { "nested-instance": "error", "nested-instanc": "off", "missing-system": 3 } };
	const client = await connect(files, { settings: () => settings });
	await isAsGraveAs(client, DiagnosticSeverity.Error);
	await client.changeSettings();
	await client.codeActions(module, importCall);
	settings = section("loud");
	await client.changeSettings();
	await isAsGraveAs(client, DiagnosticSeverity.Warning);
	expect(client.log.filter((message) => message.includes("flakeHoist"))).toEqual([
		`${client.uri("")}: flakeHoist.rules: there is no rule ‘nested-instanc’; is ‘nested-instance’ meant?
${client.uri("")}: flakeHoist.rules: missing-system is one of default, off, hint, information, warning, error, and not 3`,
		`${client.uri("")}: flakeHoist.rules: nested-instance is one of default, off, hint, information, warning, error, and not "loud"`,
	]);
});

test("A client that fails to answer is served as if nothing were set", async () => {
	const client = await connect(files, {
		settings: () => {
			throw new Error("the settings can't be read");
		},
	});
	await isAsGraveAs(client, DiagnosticSeverity.Warning);
	expect(client.log.join("\n")).toContain("the settings can't be read");
});
