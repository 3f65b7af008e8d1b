import { expect, test } from "vitest";
import { type CodeAction, type ProtocolConnection, ShowMessageNotification } from "vscode-languageserver/node";
import { connect } from "./lsp-client.ts";
import { bound, flake, nested } from "./lsp-fixtures.ts";

const twice = `
{ pkgs, inputs, ... }:
{
  environment.systemPackages = [
    (import inputs.nixpkgs-unstable { inherit (pkgs) system; }).hello
    (import inputs.nixpkgs-unstable { inherit (pkgs) system; }).git
  ];
}
`;
const [module, other] = ["/configuration.nix", "/other.nix"];
const files = {
	"/flake.nix": flake.replace("./configuration.nix", "./configuration.nix ./other.nix"),
	[module]: nested,
	[other]: twice,
};

test("All instances of a file or a flake can be hoisted; a wider extent is offered if it holds more", async () => {
	const client = await connect(files);
	await client.diagnosed(module, 2);
	const titles = async (path: string) =>
		(await client.codeActions(path, "pkgs", { only: ["source.hoistAll"] })).map(({ kind }) => kind);
	expect(await titles(module)).toEqual(["source.hoistAll.flake"]);
	expect(await titles(other)).toEqual(["source.hoistAll.file", "source.hoistAll.flake"]);
});

test("The edit leaves nothing behind, and reaches each file once", async () => {
	const client = await connect(files);
	await client.diagnosed(module, 2);
	const [action] = await client.codeActions(module, "pkgs", { only: ["source.hoistAll.flake"] });
	expect(action?.edit?.documentChanges).toHaveLength(3);
	if (action === undefined) return;
	expect(client.applied(module, action)).not.toContain("import");
	expect(client.applied(other, action)).not.toContain("import");
	expect(client.applied("/flake.nix", action).match(/import inputs/g)).toHaveLength(1);
});

test("A client that can ask for an edit later does", async () => {
	const client = await connect(files, { resolvesEdits: true });
	await client.diagnosed(module, 2);
	const [action] = await client.codeActions(other, "pkgs", { only: ["source.hoistAll.file"] });
	expect(action).not.toHaveProperty("edit");
	const resolved: CodeAction = await client.connection.sendRequest("codeAction/resolve", action);
	expect(client.applied(other, resolved)).not.toContain("import");
	expect(client.applied(module, resolved)).toBe(nested);
});

test("The user is told if nothing can be hoisted", async () => {
	const told: string[] = [];
	const modules = { "/flake.nix": files["/flake.nix"], [module]: bound, [other]: bound };
	const prepare = (connection: ProtocolConnection) => {
		connection.onNotification(ShowMessageNotification.type, ({ message }) => {
			told.push(message);
		});
	};
	const client = await connect(modules, { resolvesEdits: true, prepare });
	await client.diagnosed(module, 2);
	const [action] = await client.codeActions(module, "import", { only: ["source.hoistAll.flake"] });
	expect(await client.connection.sendRequest("codeAction/resolve", action)).toEqual(action);
	expect(told).toEqual([expect.stringMatching(/^None of the instances in this flake can be hoisted/)]);
});

test("It is not offered where there is one instance, or none", async () => {
	const client = await connect({ "/flake.nix": flake, [module]: nested });
	await client.diagnosed(module, 2);
	expect(await client.codeActions(module, "pkgs", { only: ["source.hoistAll"] })).toEqual([]);
});
