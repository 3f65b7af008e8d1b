import { expect } from "vitest";
import { inventoryOf } from "../../server/src/instances/inventory.ts";
import { refactorings } from "../../server/src/refactorings/index.ts";
import { mends, type Outcome, type Refactoring } from "../../server/src/refactorings/refactoring.ts";
import { rules } from "../../server/src/rules/index.ts";
import type { Finding, Rule } from "../../server/src/rules/rule.ts";
import type { FileEdits } from "../../server/src/text/edit.ts";
import type { Range } from "../../server/src/text/range.ts";
import { compare, evaluate, parses } from "../oracle/oracle.ts";
import { changedFiles, type Files, filesOf, movedBy, snapshotOf } from "./files.ts";
import type { Case, Fence, Result } from "./page.ts";
import { renderFindings, renderResult } from "./rendering.ts";

/** Judges what a fence says against what it should say. */
export type Settle = (fence: Fence, actual: string) => void;

interface Place {
	readonly path: string;
	readonly range: Range;
}

/** Checks a case of a rule's page: the rule finds what is marked and nothing else, and the fix does what is stated. */
export function checkRuleCase(rule: Rule, example: Case, settle: Settle): void {
	const files = filesOf(example);
	settle(example.before, renderFindings(example, files, findingsOf(rule, files)));
	if (example.after !== undefined || example.refuses !== undefined) {
		checkRefactoring(refactoringFor(rule, example.after), example, settle);
	}
}

/**
 * Checks a case of a refactoring's page. At the caret, or else at the first finding of the rule that it mends,
 * it gives the result, or refuses for the reason, or has nothing to offer if the case states neither.
 */
export function checkRefactoringCase(refactoring: Refactoring, example: Case, settle: Settle): void {
	expect(example.before.fixture.markers, "findings are marked on the pages of rules").toEqual([]);
	checkRefactoring(refactoring, example, settle);
}

function checkRefactoring(refactoring: Refactoring, example: Case, settle: Settle): void {
	const files = filesOf(example);
	const place = placeOf(refactoring, example, files);
	const outcome = outcomeAt(refactoring, files, place);
	if (example.refuses !== undefined) {
		expect(outcome).toHaveProperty("refusal", expect.stringContaining(example.refuses));
	} else if (example.after === undefined) {
		expect(outcome, "what is offered").toBeUndefined();
	} else {
		const edits = editsOf(outcome);
		const changed = changedFiles(files, edits);
		settle(example.after, renderResult(example, changed));
		if (place !== undefined) checkDone(refactoring, place, edits, files, changed);
		if (example.crlf) for (const [path, text] of changed) expect(text, path).not.toMatch(/(?<!\r)\n/);
	}
}

/** Checks what only Nix can tell of a result: that it can be parsed, has the same values, and makes fewer instances. */
export function checkWithNix(refactoring: Refactoring, example: Case, { instances }: Result): void {
	const files = filesOf(example);
	const edits = editsOf(outcomeAt(refactoring, files, placeOf(refactoring, example, files)));
	const changed = changedFiles(files, edits);
	const broken = [...changed].filter(([path, text]) => path.endsWith(".nix") && !parses(text));
	expect(broken, "files that Nix can't parse").toEqual([]);
	if (instances === undefined) return;
	const comparison = compare(evaluate(files), evaluate(new Map([...files, ...changed])));
	expect(comparison.differences).toEqual([]);
	expect(`${comparison.before} -> ${comparison.after}`).toBe(instances);
}

/** Checks that real Nix stops at the files of a case, and says so. */
export function checkRejected(example: Case, words: string): void {
	expect(() => evaluate(filesOf(example))).toThrow(words);
}

/** Checks that real Nix gives the same values with other files in the place of those of a case. */
export function checkSame(example: Case, { fixture }: Fence): void {
	const files = filesOf(example);
	expect(compare(evaluate(files), evaluate(new Map([...files, ...fixture.files]))).differences).toEqual([]);
}

/** Offered once more where it was done, there is nothing left to do; and fewer findings are left to mend. */
function checkDone(refactoring: Refactoring, place: Place, edits: FileEdits, before: Files, changed: Files): void {
	const after = new Map([...before, ...changed]);
	const offset = movedBy(edits.get(place.path) ?? [], place.range.start);
	const again = outcomeAt(refactoring, after, { path: place.path, range: { start: offset, end: offset } });
	expect(again, "offered again where it was done").toBeUndefined();
	if (refactoring.fixes === undefined) return;
	const found = findingsFor(refactoring, before).length;
	if (found > 0) expect(findingsFor(refactoring, after).length, "findings left").toBeLessThan(found);
}

function outcomeAt(refactoring: Refactoring, files: Files, place: Place | undefined): Outcome | undefined {
	return place && refactoring.at(inventoryOf(snapshotOf(files)), place.path, place.range);
}

function editsOf(outcome: Outcome | undefined): FileEdits {
	if (outcome === undefined) throw new Error("nothing is offered");
	if ("refusal" in outcome) throw new Error(`refused: ${outcome.refusal}`);
	return outcome.edits;
}

function placeOf(refactoring: Refactoring, { before, crlf }: Case, files: Files): Place | undefined {
	const { caret, files: texts } = before.fixture;
	if (caret === undefined) return findingsFor(refactoring, files)[0];
	const linesBefore = (texts.get(caret.path) ?? "").slice(0, caret.offset).split("\n").length - 1;
	const offset = crlf ? caret.offset + linesBefore : caret.offset;
	return { path: caret.path, range: { start: offset, end: offset } };
}

/** What the refactoring can mend. */
function findingsFor(refactoring: Refactoring, files: Files): Finding[] {
	return rules.filter(({ name }) => mends(refactoring, name)).flatMap((rule) => findingsOf(rule, files));
}

/** What a rule finds, in the order of the files and of their texts. */
function findingsOf(rule: Rule, files: Files): Finding[] {
	const order = [...files.keys()];
	const findings = [...rule.check(inventoryOf(snapshotOf(files)))];
	return findings.sort((a, b) => order.indexOf(a.path) - order.indexOf(b.path) || a.range.start - b.range.start);
}

/** The refactoring that gives a result of a rule's case; without one, the one that mends the rule's findings. */
export function refactoringFor(rule: Rule, result: Result | undefined): Refactoring {
	const found = refactorings.find((each) => (result ? each.name === result.refactoring : mends(each, rule.name)));
	if (found === undefined) throw new Error(`there is no refactoring ${result?.refactoring ?? `for ${rule.name}`}`);
	return found;
}
