import { expect, test } from "vitest";
import type { CompletionItem, CompletionList } from "vscode-languageserver/node";
import { type Client, type ClientOptions, connect } from "./lsp-client.ts";
import { flake, plain } from "./lsp-fixtures.ts";

const path = "/flake.nix";

test("What is typed into an import's set is completed, and explained when it is asked for", async () => {
	const client = await typed("      x = import nixpkgs { sys };");
	expect(client.initialized.capabilities.completionProvider).toEqual({
		triggerCharacters: [".", '"'],
		resolveProvider: true,
	});
	const list = await complete(client, " };\n      nixosConfigurations");
	expect(list?.isIncomplete).toBe(false);
	const [system] = list?.items ?? [];
	expect(system).toMatchObject({
		label: "system",
		detail: "string, processor and operating system joined by a dash",
		insertTextFormat: 2,
		textEdit: {
			newText: 'system = "$0";',
			range: { start: { line: 7, character: 27 }, end: { line: 7, character: 30 } },
		},
	});
	expect(system?.documentation).toBeUndefined();
	const resolved = await client.connection.sendRequest<CompletionItem>("completionItem/resolve", system);
	expect(resolved.documentation).toMatchObject({
		kind: "markdown",
		value: expect.stringMatching(/^The platform that/),
	});
});

test("A client that knows no snippets gets plain text", async () => {
	const client = await typed("      x = import nixpkgs { sys };", { snippetSupport: false });
	const list = await complete(client, " };\n      nixosConfigurations");
	expect(list?.items.map((item) => item.textEdit?.newText)).toEqual(list?.items.map(({ label }) => label));
	expect(list?.items.some((item) => item.insertTextFormat !== undefined)).toBe(false);
});

test("An edit elsewhere in the file comes with it", async () => {
	const special = flake.replace(
		"inherit inputs;",
		'inherit inputs; pkgs-unstable = import inputs.nixpkgs-unstable { system = "x86_64-linux"; };',
	);
	const client = await connect({ [path]: special, "/configuration.nix": plain.replace("pkgs.hello", "unst") });
	const list = await complete(client, " ];", "/configuration.nix");
	expect(list?.items).toMatchObject([
		{
			label: "pkgs-unstable",
			detail: "nixpkgs instance of ‘nixpkgs-unstable’",
			additionalTextEdits: [{ newText: "pkgs-unstable, " }],
		},
	]);
});

test("Where nothing is known there is no list, and no error", async () => {
	const client = await typed("      x = { sys };");
	expect(await complete(client, " };\n      nixosConfigurations")).toBeNull();
	const elsewhere = { textDocument: { uri: "untitled:nothing" }, position: { line: 0, character: 0 } };
	expect(await client.connection.sendRequest("textDocument/completion", elsewhere)).toBeNull();
});

/** A client that has typed a line into the flake's outputs. */
async function typed(line: string, options: ClientOptions = {}): Promise<Client> {
	const client = await connect({ [path]: flake, "/configuration.nix": plain }, options);
	await client.open(path);
	await client.replace(path, "      nixosConfigurations", `${line}\n      nixosConfigurations`);
	return client;
}

function complete(client: Client, before: string, file = path): Promise<CompletionList | null> {
	return client.ask("textDocument/completion", file, before);
}
