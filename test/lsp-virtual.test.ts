import { expect, test } from "vitest";
import type { ProtocolConnection } from "vscode-languageserver/node";
import { URI } from "vscode-uri";
import { type FileParams, kindRequest, readFolderRequest, readTextRequest } from "../server/src/lsp/file-requests.ts";
import { connect } from "./lsp-client.ts";
import { flake, nested } from "./lsp-fixtures.ts";

const root = "/someone/my project";
const workspace = `memory://host${root}`;
const texts = new Map([
	["/flake.nix", flake],
	["/configuration.nix", nested],
	["/ignored.nix", nested],
	["/.gitignore", "ignored.nix"],
	["/modules/a.nix", nested],
]);

test("In a virtual workspace the server asks the client for the files", async () => {
	const asked: string[] = [];
	const client = await connect(
		{},
		{ workspace, initializationOptions: { clientFiles: true }, prepare: (connection) => answer(connection, asked) },
	);
	await client.diagnosed("/configuration.nix", 2);
	expect(asked.filter((request) => request.startsWith(readTextRequest)).sort()).toEqual([
		`${readTextRequest} /.gitignore`,
		`${readTextRequest} /configuration.nix`,
		`${readTextRequest} /flake.nix`,
		`${readTextRequest} /modules/a.nix`,
	]);
	texts.set("/flake.nix", flake.replace("./configuration.nix", "./modules/a.nix"));
	await client.changedOnDisk("/flake.nix");
	await client.diagnosed("/modules/a.nix", 2);
	await client.diagnosed("/configuration.nix");
});

test("A client that does not offer to read files is never asked to", async () => {
	const asked: string[] = [];
	const client = await connect({}, { workspace, prepare: (connection) => answer(connection, asked) });
	await client.open("/flake.nix", flake);
	await client.open("/configuration.nix", nested);
	await client.diagnosed("/configuration.nix", 2);
	await client.close("/configuration.nix");
	await client.diagnosed("/configuration.nix");
	expect(asked).toEqual([]);
});

/** Answers as VS Code does for a file system of an extension: what is not there is null. */
function answer(connection: ProtocolConnection, asked: string[]): void {
	const on = (method: string, read: (path: string) => unknown) =>
		connection.onRequest(method, ({ uri }: FileParams) => {
			const path = URI.parse(uri).path.slice(root.length);
			asked.push(`${method} ${path}`);
			return read(path) ?? null;
		});
	on(readFolderRequest, (folder) => {
		const prefix = folder === "/" ? "/" : `${folder}/`;
		const below = [...texts.keys()].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
		return below.map((rest) => (rest.includes("/") ? [rest.slice(0, rest.indexOf("/")), "folder"] : [rest, "file"]));
	});
	on(kindRequest, (path) => (texts.has(path) ? "file" : undefined));
	on(readTextRequest, (path) => texts.get(path));
}
