import { expect, test, vi } from "vitest";
import { connect } from "./lsp-client.ts";
import { flake, nested } from "./lsp-fixtures.ts";

const module = "/configuration.nix";

vi.mock("../server/src/rules/index.ts", () => ({
	rules: [
		{
			name: "faulty",
			*check({ snapshot }: { snapshot: { text(path: string): string } }) {
				if (snapshot.text(module).includes("FAULT")) throw new Error("a fault in a rule");
				const range = { start: 2, end: 8 };
				yield { rule: "faulty", severity: "hint", path: module, range, message: "No fault", related: [] };
			},
		},
	],
}));

vi.mock("../server/src/refactorings/index.ts", () => ({
	refactorings: [
		{
			name: "faulty",
			fixes: undefined,
			at() {
				throw new Error("a fault in a refactoring");
			},
		},
	],
}));

test("A fault in a rule or a refactoring is logged, and the server goes on", async () => {
	const client = await connect({ "/flake.nix": flake, [module]: nested });
	await client.diagnosed(module, 0);
	expect(await client.codeActions(module, "inputs")).toEqual([]);
	expect(client.log).toContainEqual(expect.stringContaining("a fault in a refactoring"));
	await client.open(module);
	await client.replace(module, "let", "# FAULT\nlet");
	await client.until(() => client.log.some((message) => message.includes("a fault in a rule")));
	await client.replace(module, "FAULT", "no more");
	await client.diagnosed(module, 0);
	expect(await client.hover(module, "inputs")).toBeNull();
});
