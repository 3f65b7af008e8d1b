import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { refactorings } from "../server/src/refactorings/index.ts";
import { rules } from "../server/src/rules/index.ts";
import {
	checkRefactoringCase,
	checkRejected,
	checkRuleCase,
	checkSame,
	checkWithNix,
	refactoringFor,
	type Settle,
} from "./pages/check.ts";
import { type Case, type Fence, type Page, type Result, readPage } from "./pages/page.ts";
import { nix, nixInstantiate } from "./requirements.mjs";

const { UPDATE } = process.env;
const server = join(import.meta.dirname, "..", "server", "src");
const ruleHeadings = ["What it does", "Why", "Example", "When it stays silent", "Cases"];
const refactoringHeadings = ["What it does", "Why", "Example", "When it refuses", "Cases"];

describe("rules", () => {
	const pages = readPages("rules");
	checkForm(pages, rules, ruleHeadings);
	for (const rule of rules) {
		const page = pages.get(rule.name);
		if (page === undefined) continue;
		runCases(page, (example, settle) => checkRuleCase(rule, example, settle));
		runResults(page, (example, result) => checkWithNix(refactoringFor(rule, result), example, result));
	}
});

describe("refactorings", () => {
	const pages = readPages("refactorings");
	checkForm(pages, refactorings, refactoringHeadings);
	for (const refactoring of refactorings) {
		const page = pages.get(refactoring.name);
		if (page === undefined) continue;
		test(`the page of ${refactoring.name} says which rule it mends`, () => {
			const [stated = ""] = page.text.match(/^Mends .*\.$/m) ?? [];
			const links = stated.matchAll(/\[([\w-]+)\]\(\.\.\/rules\/\1\.md\)/g);
			expect([...links].map(([, name]) => name)).toEqual([refactoring.fixes ?? []].flat());
		});
		runCases(page, (example, settle) => checkRefactoringCase(refactoring, example, settle));
		runResults(page, (example, result) => checkWithNix(refactoring, example, result));
	}
});

/** The pages of a folder by the names of their files. */
function readPages(folder: string): Map<string, Page> {
	const names = readdirSync(join(server, folder)).filter((name) => name.endsWith(".md"));
	return new Map(names.map((name) => [name.slice(0, -".md".length), readPage(join(server, folder, name))]));
}

function checkForm(pages: Map<string, Page>, things: readonly { name: string }[], headings: readonly string[]): void {
	test("each has a page and each page is of one", () => {
		expect([...pages.keys()].sort()).toEqual(things.map(({ name }) => name).sort());
	});
	test.each([...pages])("the page of %s has its title, summary, headings and cases", (name, page) => {
		expect(page.name).toBe(name);
		expect(page.summary).toMatch(/^[A-Z].*\.$/);
		expect(page.headings).toEqual(headings);
		expect(page.cases).not.toEqual([]);
	});
}

function runCases(page: Page, check: (example: Case, settle: Settle) => void): void {
	const rewritten = new Map<Fence, string>();
	const settle: Settle = (fence, actual) => {
		if (UPDATE === "1") rewritten.set(fence, actual);
		else expect(actual).toBe(fence.body);
	};
	describe(page.name, () => {
		for (const example of page.cases) test(example.title, () => check(example, settle));
		afterAll(() => rewrite(page, rewritten));
	});
}

/** Runs what needs Nix. */
function runResults(page: Page, check: (example: Case, result: Result) => void): void {
	const underNix = test.runIf(nix !== undefined && nixInstantiate !== undefined);
	for (const example of page.cases) {
		const { after, rejected, same } = example;
		const title = `${page.name}: ${example.title}, under real Nix`;
		if (after !== undefined) underNix(title, () => check(example, after));
		if (rejected !== undefined) underNix(title, () => checkRejected(example, rejected));
		if (same !== undefined) underNix(title, () => checkSame(example, same));
	}
}

/** Writes what the code does into the page, for its author to judge. */
function rewrite({ file, text }: Page, bodies: ReadonlyMap<Fence, string>): void {
	if (bodies.size === 0) return;
	const fromTheEnd = [...bodies].sort(([a], [b]) => b.start - a.start);
	writeFileSync(
		file,
		fromTheEnd.reduce((result, [{ start, end }, body]) => result.slice(0, start) + body + result.slice(end), text),
	);
}
