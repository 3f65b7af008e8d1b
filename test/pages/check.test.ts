import { expect, test, vi } from "vitest";
import type { Snapshot } from "../../server/src/flake/snapshot.ts";
import type { Inventory } from "../../server/src/instances/inventory.ts";
import type { Refactoring } from "../../server/src/refactorings/refactoring.ts";
import type { Rule } from "../../server/src/rules/rule.ts";
import { checkRefactoringCase, checkRuleCase } from "./check.ts";
import { type Case, type Fence, parsePage } from "./page.ts";

const { noLoud, hush } = vi.hoisted(() => {
	/** Finds every `loud`. */
	const noLoud: Rule = {
		name: "loud",
		*check({ snapshot }: Inventory) {
			for (const path of snapshot.paths()) {
				for (const { index: start } of (snapshot.text(path) ?? "").matchAll(/loud/g)) {
					const range = { start, end: start + 4 };
					yield { rule: "loud", severity: "hint", path, range, message: "it is too loud", related: [] };
				}
			}
		},
	};

	/** Replaces a `loud`, or refuses to in a string. */
	function hush(newText = "calm"): Refactoring {
		return {
			name: "hush",
			fixes: "loud",
			at({ snapshot }, path, { start }) {
				const text = snapshot.text(path) ?? "";
				if (!text.startsWith("loud", start)) return undefined;
				const title = "Hush";
				if (text[start - 1] === '"') return { title, refusal: "it is a string, and stays so" };
				return { title, edits: new Map([[path, [{ range: { start, end: start + 4 }, newText }]]]) };
			},
		};
	}

	return { noLoud, hush };
});

vi.mock("../../server/src/instances/inventory.ts", () => ({ inventoryOf: (snapshot: Snapshot) => ({ snapshot }) }));
vi.mock("../../server/src/rules/index.ts", () => ({ rules: [noLoud] }));
vi.mock("../../server/src/refactorings/index.ts", () => ({ refactorings: [hush()] }));

function parseCase(fences: string): Case {
	const [example] = parsePage("page.md", `## Cases\n\n### One\n\n${fences}`).cases;
	if (example === undefined) throw new Error("no case");
	return example;
}

const settle = (fence: Fence, actual: string) => expect(actual).toBe(fence.body);
const checkRule = (fences: string) => checkRuleCase(noLoud, parseCase(fences), settle);
const check = (fences: string, refactoring = hush()) => checkRefactoringCase(refactoring, parseCase(fences), settle);
const fence = (text: string, info = "") => `\`\`\`nix${info}\n${text}\`\`\`\n`;
const marked = "{ a = loud; }\n#     ^^^^ loud: too loud\n";

test("a rule must find what is marked and nothing else", () => {
	checkRule(fence(marked));
	checkRule(fence("{ }\n"));
	expect(() => checkRule(fence("{ a = loud; }\n"))).toThrow();
	expect(() => checkRule(fence("{ a = calm; }\n#     ^^^^ loud: too loud\n"))).toThrow();
	expect(() => checkRule(fence(marked.replace("too loud", "too quiet")))).toThrow();
	expect(() => checkRule(fence(marked.replace("^^^^", "^^^")))).toThrow();
});

test("a rule's case may state what the fix does", () => {
	checkRule(fence(marked) + fence("{ a = calm; }\n", " after=hush"));
	expect(() => checkRule(fence(marked) + fence("{ a = 1; }\n", " after=hush"))).toThrow();
	expect(() => checkRule(fence(marked) + fence("{ a = calm; }\n", " after=other"))).toThrow("no refactoring other");
	checkRule(fence('{ a = "loud"; }\n#      ^^^^ loud: too loud\n', ' refuses="a string"'));
});

test("a refactoring is applied at the caret, or at the first finding", () => {
	const before = (a: string, b: string) => fence(`#- /b.nix\n[ ${a} ${b} ]\n#- /a.nix\nloud\n`);
	check(before("loud", "loud") + fence("#- /b.nix\n[ calm loud ]\n", " after=hush"));
	check(before("loud", "$0loud") + fence("#- /b.nix\n[ loud calm ]\n", " after=hush"));
	check(fence("[\n$0loud\n]\n", " crlf") + fence("[\ncalm\n]\n", " after=hush"));
});

test("a refactoring must refuse for the reason, or offer nothing, where a case says so", () => {
	check(fence('"loud"\n', ' refuses="stays so"'));
	expect(() => check(fence('"loud"\n', ' refuses="other reason"'))).toThrow();
	expect(() => check(fence("loud\n", ' refuses="stays so"'))).toThrow();
	check(fence("[ $0calm loud ]\n"));
	expect(() => check(fence("loud\n"))).toThrow("what is offered");
	expect(() => check(fence("$0calm\n") + fence("calm\n", " after=hush"))).toThrow("nothing is offered");
	expect(() => check(fence('"loud"\n') + fence("calm\n", " after=hush"))).toThrow("refused: it is a string");
});

test("a result must leave nothing to do, and keep the line ends", () => {
	expect(() => check(fence("loud\n") + fence("loud # 1\n", " after=hush"), hush("loud # 1"))).toThrow("offered again");
	expect(() => check(fence("loud\n") + fence(" loud\n", " after=hush"), hush(" loud"))).toThrow("findings left");
	expect(() => check(fence("loud\n", " crlf") + fence("a\nb\n", " after=hush"), hush("a\nb"))).toThrow();
});
