import type { Snapshot } from "../server/src/flake/workspace.ts";
import { inventoryOf } from "../server/src/instances/inventory.ts";
import { moduleHosts } from "../server/src/instances/module-hosts.ts";
import type { Site } from "../server/src/instances/site.ts";
import { bindingBlock } from "../server/src/refactorings/edit/bindings.ts";
import { lineStart } from "../server/src/refactorings/edit/layout.ts";
import { letBindingOf } from "../server/src/refactorings/hoist/name.ts";
import { hoistInstance } from "../server/src/refactorings/hoist-instance.ts";
import type { Outcome } from "../server/src/refactorings/refactoring.ts";
import { nestedInstance } from "../server/src/rules/nested-instance.ts";
import { unboundNames } from "../server/src/semantics/scopes.ts";
import type { Node } from "../server/src/syntax/nodes.ts";
import { ancestors } from "../server/src/syntax/walk.ts";
import type { FileEdits } from "../server/src/text/edit.ts";
import type { Range } from "../server/src/text/range.ts";
import { changedFiles, type Files, movedBy, snapshotOf } from "./pages/files.ts";

/** What became of a flake whose nested instances were hoisted one after the other, until none could be. */
export interface Walk {
	/** The files at first, and after each step. */
	readonly states: readonly Files[];
	/** Why those instances stay that are left. */
	readonly refusals: readonly string[];
	/** How many nested instances there were. */
	readonly nested: number;
}

/** More steps than there are sites in any flake that is made. */
const maxSteps = 30;

/** Hoists what can be hoisted; `order` picks what comes next. @throws Error if a step is not what it should be. */
export function hoistAll(files: Files, order: readonly number[]): Walk {
	const states = [files];
	for (;;) {
		const now = states.at(-1) ?? files;
		const offers = offersIn(now);
		const possible = offers.filter(({ edits }) => edits !== undefined);
		const pick = possible[(order[states.length % order.length] ?? 0) % possible.length];
		if (pick?.edits === undefined) {
			const refusals = offers.map(({ refusal }) => refusal ?? "");
			return { states, refusals, nested: offersIn(files).length };
		}
		if (states.length > maxSteps) throw new Error("hoisting does not end");
		const next = new Map([...now, ...changedFiles(now, pick.edits)]);
		states.push(next);
		const problems = [...problemsOf(now, next, pick, pick.edits)];
		if (problems.length > 0) throw new StepError(problems.join("; "), states);
	}
}

/** A step that went wrong, with the files up to it. */
export class StepError extends Error {
	constructor(
		message: string,
		readonly states: readonly Files[],
	) {
		super(message);
	}
}

/** What is said of one nested instance. */
interface Offer {
	readonly path: string;
	readonly range: Range;
	readonly site: Site;
	readonly edits: FileEdits | undefined;
	readonly refusal: string | undefined;
}

function offersIn(files: Files): Offer[] {
	const inventory = inventoryOf(snapshotOf(files));
	return [...nestedInstance.check(inventory)].map(({ path, range }): Offer => {
		const outcome: Outcome | undefined = hoistInstance.at(inventory, path, range);
		const site = inventory.sites.find((each) => each.path === path && each.node.start === range.start);
		if (site === undefined) throw new Error(`there is no site at ${path}:${range.start}`);
		if (outcome === undefined) return { path, range, site, edits: undefined, refusal: "nothing uses it" };
		return "edits" in outcome
			? { path, range, site, edits: outcome.edits, refusal: undefined }
			: { path, range, site, edits: undefined, refusal: outcome.refusal };
	});
}

/** What is wrong with a step, as far as the texts tell. */
function* problemsOf(before: Files, after: Files, offer: Offer, edits: FileEdits): Generator<string> {
	const [old, fresh] = [snapshotOf(before), snapshotOf(after)];
	for (const path of edits.keys()) {
		const tree = fresh.file(path)?.tree;
		if (tree === undefined || tree.errors.length > 0) yield `${path} does not parse`;
		else if (unboundNames(tree.root).length > 0) yield `${path} has an unbound name`;
	}
	const [lost, added] = difference(commentsOf(old, before), commentsOf(fresh, after));
	if (lost.length > 0) yield `comments are lost: ${lost.join(" | ")}`;
	if (added.length > 0) yield `comments are new: ${added.join(" | ")}`;
	for (const [path, list] of edits) {
		const text = before.get(path) ?? "";
		const allowed = path === offer.path ? mayChange(old, offer) : [];
		for (const { range, newText } of list) {
			const old = text.slice(range.start, range.end).trim();
			if (old === "" || (/^inherit \w+;$/.test(old) && newText.includes(`${old.slice(8, -1)} //`))) continue;
			if (!allowed.some(({ start, end }) => start <= range.start && range.end <= end)) {
				yield `${path}: ${JSON.stringify(text.slice(range.start, range.end))} need not change`;
			}
		}
		const [oldBreaks, newBreaks] = [text, after.get(path) ?? ""].map(lineBreaks);
		if (oldBreaks !== "mixed" && oldBreaks !== newBreaks && text.includes("\n")) yield `${path} has other line breaks`;
		for (const line of addedLines(text, after.get(path) ?? "")) {
			if (/[ \t]\r?$/.test(line)) yield `${path}: white space at the end of ${JSON.stringify(line)}`;
		}
	}
	const inventory = inventoryOf(fresh);
	const offset = movedBy(edits.get(offer.path) ?? [], offer.range.start);
	if (hoistInstance.at(inventory, offer.path, { start: offset, end: offset }) !== undefined) {
		yield "it is offered again where it was done";
	}
	const count = (sites: readonly Site[]) => sites.filter((site) => moduleHosts(site).length > 0).length;
	if (count(inventory.sites) !== count(inventoryOf(old).sites) - 1) yield "the site is still there";
}

/** The places of the module that a hoist is there to change: the site, what binds it, and the formals. */
function mayChange(snapshot: Snapshot, { path, site }: Offer): Range[] {
	const file = snapshot.file(path);
	const ranges: Range[] = [...ancestors(site.node)].flatMap((outer) =>
		outer.kind === "lambda" && outer.formals !== undefined ? [outer.formals] : [],
	);
	const own = letBindingOf(site);
	if (own !== undefined && file !== undefined) {
		const { start, end } = bindingBlock(file.text, own.binding, file.tree.comments);
		ranges.push({ start: lineStart(file.text, start), end: file.text.indexOf("\n", end) + 1 });
		if (own.scope.bindings.length === 1) ranges.push({ start: own.scope.start, end: own.scope.body.start });
	}
	let node: Node = site.node;
	while (node.parent?.kind === "parenthesized") node = node.parent;
	return [...ranges, node];
}

/** The comments of all Nix files, with their white space made one. */
function commentsOf(snapshot: Snapshot, files: Files): string[] {
	return [...files].flatMap(([path, text]) => {
		const comments = snapshot.file(path)?.tree.comments ?? [];
		return comments.map(({ start, end }) => text.slice(start, end).replace(/\s+/g, " "));
	});
}

/** What only the first, and only the second of two lists has, each as often as it is there. */
function difference(before: readonly string[], after: readonly string[]): [string[], string[]] {
	const without = (list: readonly string[], taken: readonly string[]) => {
		const rest = [...taken];
		return list.filter((each) => {
			const index = rest.indexOf(each);
			if (index >= 0) rest.splice(index, 1);
			return index < 0;
		});
	};
	return [without(before, after), without(after, before)];
}

function lineBreaks(text: string): "LF" | "CRLF" | "mixed" {
	if (!text.includes("\r\n")) return "LF";
	return /(?<!\r)\n/.test(text) ? "mixed" : "CRLF";
}

function addedLines(before: string, after: string): string[] {
	const known = new Set(before.split("\n"));
	return after.split("\n").filter((line) => !known.has(line));
}
