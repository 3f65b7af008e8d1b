import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type Client, connect, write } from "./lsp-client.ts";
import { flake, nested } from "./lsp-fixtures.ts";

const module = "/configuration.nix";
const megabyte = 1024 * 1024;

const hostile: Record<string, Uint8Array | string> = {
	"10 MB of random bytes": randomBytes(10 * megabyte),
	"as many random bytes as are still read": randomBytes(megabyte).subarray(0, megabyte / 2),
	"100,000 opening braces": "{".repeat(100_000),
	"100,000 opening braces that are interpolated": '"${'.repeat(100_000),
	"a list nested 100,000 deep": "[".repeat(100_000) + "]".repeat(100_000),
	"a set nested 100,000 deep": `${"{a=".repeat(100_000)}1${";}".repeat(100_000)}`,
	"100,000 functions in each other": `${"x: ".repeat(100_000)}x`,
	"a sum of 100,000 terms": `${"1+".repeat(100_000)}1`,
};

describe.each(Object.entries(hostile))("%s", (_, content) => {
	const text = typeof content === "string" ? content : new TextDecoder().decode(content);

	test("on disk", async () => {
		const client = await connect({ "/flake.nix": flake, [module]: nested });
		for (const path of ["/hostile.nix", "/flake.lock"]) write(client.folder, path, content);
		write(client.folder, "/flake.nix", flake.replace("./conf", "./hostile.nix ./conf"));
		await client.changedOnDisk("/flake.nix", "/hostile.nix", "/flake.lock");
		await client.open("/hostile.nix", "{ }");
		await client.close("/hostile.nix");
		await stillServes(client);
	});

	test("in the editor", async () => {
		const client = await connect({ "/flake.nix": flake.replace("./conf", "./hostile.nix ./conf"), [module]: nested });
		await client.open("/hostile.nix", text);
		await client.codeActions("/hostile.nix", "");
		await client.change("/hostile.nix", [{ range: range(0, 0, 0, 1), text: "" }]);
		await client.codeActions("/hostile.nix", "");
		await client.change("/hostile.nix", [{ text: `${nested}${text}` }]);
		await client.codeActions("/hostile.nix", "import");
		await stillServes(client);
	});
});

test("Changes, closes and requests that make no sense", async () => {
	const client = await connect({ "/flake.nix": flake, [module]: nested });
	const far = { line: 99_999, character: 99_999 };
	const uris = ["", "file:", "%", "file:///%zz", "untitled:Untitled-1", "git:/a/flake.nix?{}", "http://[::1"];
	for (const uri of uris) {
		const textDocument = { uri, languageId: "nix", version: 1, text: nested };
		await client.connection.sendNotification("textDocument/didOpen", { textDocument });
		const range = { start: far, end: { line: 0, character: 0 } };
		const asked = { textDocument, range, context: { diagnostics: [] } };
		expect(await client.connection.sendRequest("textDocument/codeAction", asked)).toEqual([]);
		await client.connection.sendNotification("textDocument/didClose", { textDocument });
	}
	const textDocument = { uri: client.uri("/never-opened.nix"), version: 7 };
	await client.connection.sendNotification("textDocument/didChange", { textDocument, contentChanges: [{ text: "{" }] });
	await client.connection.sendNotification("textDocument/didClose", { textDocument });
	await client.open(module);
	await client.change(module, [{ range: range(99_999, 0, 99_999, 9), text: "\n# at the end" }]);
	await stillServes(client);
});

/** The nested instance is found, and goes and comes as its file is edited. */
async function stillServes(client: Client): Promise<void> {
	await client.diagnosed(module, 2);
	await client.open(module);
	await client.replace(module, "import inputs.nixpkgs-unstable {", "inputs.self.lib.pick {");
	await client.diagnosed(module);
	await client.replace(module, "inputs.self.lib.pick {", "import inputs.nixpkgs-unstable {");
	await client.diagnosed(module, 2);
	expect((await client.codeActions(module, "import", { only: ["quickfix"] }))[0]).toMatchObject({ isPreferred: true });
}

function range(startLine: number, start: number, endLine: number, end: number) {
	return { start: { line: startLine, character: start }, end: { line: endLine, character: end } };
}
