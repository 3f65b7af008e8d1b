import { describe, expect, test } from "vitest";
import type { DocumentSymbol, Location, WorkspaceEdit, WorkspaceSymbol } from "vscode-languageserver/node";
import { nixos } from "./features-flakes.ts";
import { type Client, connect } from "./lsp-client.ts";
import { parseFixture } from "./pages/fixture.ts";

const files = Object.fromEntries(parseFixture(nixos).files);
const use = "pkgs-unstable.hello";

test("The server says what it can do", async () => {
	const { initialized } = await connect(files);
	expect(initialized.capabilities).toMatchObject({
		definitionProvider: true,
		referencesProvider: true,
		renameProvider: true,
		documentSymbolProvider: {},
		workspaceSymbolProvider: true,
	});
});

test("A module's use leads to the special argument and the binding in the flake", async () => {
	const client = await connect(files);
	const found = await client.ask<Location[]>("textDocument/definition", "/desk.nix", use);
	expect(places(client, found)).toEqual(["/flake.nix:10", "/flake.nix:5"]);
	expect(await client.ask("textDocument/definition", "/desk.nix", "environment")).toEqual([]);
});

test("References are found in files that are open and in others", async () => {
	const client = await connect(files);
	await client.open("/desk.nix");
	await client.replace("/desk.nix", "{ pkgs,", "# one more line\n{ pkgs,");
	const found = await client.ask<Location[]>("textDocument/references", "/desk.nix", use, {
		context: { includeDeclaration: true },
	});
	expect(places(client, found)).toEqual([
		"/desk.nix:1",
		"/desk.nix:4",
		"/desk.nix:5",
		"/flake.nix:5",
		"/flake.nix:10",
		"/shared.nix:0",
		"/shared.nix:2",
		"/whole.nix:0",
	]);
});

describe("Rename", () => {
	test("is one edit over all files, for the versions that are open", async () => {
		const client = await connect(files);
		await client.open("/desk.nix");
		const prepared = await client.ask("textDocument/prepareRename", "/desk.nix", use);
		expect(prepared).toEqual({
			range: { start: { line: 3, character: 33 }, end: { line: 3, character: 46 } },
			placeholder: "pkgs-unstable",
		});
		const edit = await client.ask<WorkspaceEdit>("textDocument/rename", "/desk.nix", use, { newName: "newer" });
		const versions = edit.documentChanges?.map((change) =>
			"textDocument" in change ? [pathOf(client, change.textDocument.uri), change.textDocument.version] : [],
		);
		expect(versions?.sort()).toEqual([
			["/desk.nix", 1],
			["/flake.nix", null],
			["/shared.nix", null],
			["/whole.nix", null],
		]);
		expect(client.applied("/desk.nix", { title: "", edit })).toBe(
			files["/desk.nix"]?.replaceAll("pkgs-unstable", "newer"),
		);
	});

	test("is refused with the reason", async () => {
		const client = await connect(files);
		const rename = (newName: string) => client.ask("textDocument/rename", "/desk.nix", use, { newName });
		await expect(rename("user")).rejects.toThrow(
			"‘user’ is bound already where line 1 of desk.nix binds ‘pkgs-unstable’",
		);
		await expect(client.ask("textDocument/prepareRename", "/desk.nix", "pkgs,")).rejects.toThrow(
			"the module system gives modules ‘pkgs’",
		);
	});

	test("is left to others where no instance is named", async () => {
		const client = await connect(files);
		expect(await client.ask("textDocument/prepareRename", "/desk.nix", "user,")).toBeNull();
		expect(await client.ask("textDocument/rename", "/desk.nix", "user,", { newName: "x" })).toBeNull();
	});
});

test("Hosts and instances are symbols of a file and of the workspace", async () => {
	const client = await connect(files);
	const outline = await client.ask<DocumentSymbol[]>("textDocument/documentSymbol", "/flake.nix", "");
	expect(outline.map(({ name, children }) => [name, children?.map((child) => child.name)])).toEqual([
		["pkgs-unstable", []],
		["desk", []],
		["board", ["specialArgs.pkgs-unstable"]],
	]);
	const found = await client.connection.sendRequest<WorkspaceSymbol[]>("workspace/symbol", { query: "bo" });
	expect(found.map(({ name, location }) => [name, pathOf(client, location.uri)])).toEqual([["board", "/flake.nix"]]);
});

test("An instance is told of on hover", async () => {
	const client = await connect(files);
	expect(await client.hover("/whole.nix", "pkgs-unstable")).toMatchObject({
		contents: { kind: "markdown", value: expect.stringContaining("nixpkgs instance") },
		range: { start: { line: 0, character: 44 }, end: { line: 0, character: 57 } },
	});
});

/** Locations as `path:line`, lines from 0. */
function places(client: Client, found: readonly Location[]): string[] {
	return found.map(({ uri, range }) => `${pathOf(client, uri)}:${range.start.line}`);
}

function pathOf(client: Client, uri: string): string {
	return uri.slice(client.uri("").length);
}
