import type { Snapshot } from "../../server/src/flake/snapshot.ts";
import { type Inventory, inventoryOf } from "../../server/src/instances/inventory.ts";
import { letBindingOf } from "../../server/src/instances/let-binding.ts";
import { moduleHosts } from "../../server/src/instances/module-hosts.ts";
import type { Site } from "../../server/src/instances/site.ts";
import { bindingBlock } from "../../server/src/refactorings/edit/bindings.ts";
import { lineStart } from "../../server/src/refactorings/edit/layout.ts";
import { removeUnusedInstance } from "../../server/src/refactorings/remove-unused-instance.ts";
import { unboundNames, uses } from "../../server/src/semantics/scopes.ts";
import type { Binding, Let, Node } from "../../server/src/syntax/nodes.ts";
import { ancestors } from "../../server/src/syntax/walk.ts";
import type { TextEdit } from "../../server/src/text/edit.ts";
import type { Range } from "../../server/src/text/range.ts";
import { type Files, movedBy, snapshotOf } from "../pages/files.ts";
import type { Step } from "./walk.ts";

/** What is wrong with a step, as far as the texts tell. */
export function* problemsOf(before: Files, after: Files, step: Step): Generator<string> {
	const [old, fresh] = [snapshotOf(before), snapshotOf(after)];
	const [lost, added] = difference(commentsOf(old, before), commentsOf(fresh, after));
	// What nothing uses is removed with what is said of it.
	if (lost.length > 0 && step.refactoring !== removeUnusedInstance) yield `comments are lost: ${lost.join(" | ")}`;
	if (added.length > 0) yield `comments are new: ${added.join(" | ")}`;
	for (const [path, list] of step.edits) {
		const tree = fresh.file(path)?.tree;
		if (tree === undefined || tree.errors.length > 0) yield `${path} does not parse`;
		else if (unboundNames(tree.root).length > 0) yield `${path} has an unbound name`;
		const allowed = step.sites.flatMap((site) => (site.path === path ? mayChange(old, site) : []));
		for (const problem of textProblems(before.get(path) ?? "", after.get(path) ?? "", list, allowed)) {
			yield `${path}: ${problem}`;
		}
	}
	yield* leftOver(inventoryOf(old), inventoryOf(fresh), step);
}

function* textProblems(
	before: string,
	after: string,
	edits: readonly TextEdit[],
	allowed: readonly Range[],
): Generator<string> {
	for (const { range, newText } of edits) {
		const whole = before.slice(range.start, range.end);
		const old = whole.trim();
		// A blank line that would be one too many may go, too.
		const from = range.start + whole.length - whole.trimStart().length;
		if (old === "" || (/^inherit \w+;$/.test(old) && newText.includes(`${old.slice(8, -1)} //`))) continue;
		if (!allowed.some(({ start, end }) => start <= from && from + old.length <= end)) {
			yield `${JSON.stringify(old)} need not change`;
		}
	}
	const [oldBreaks, newBreaks] = [before, after].map(lineBreaks);
	if (oldBreaks !== "mixed" && oldBreaks !== newBreaks && before.includes("\n")) yield "it has other line breaks";
	const known = new Set(before.split("\n"));
	for (const line of after.split("\n").filter((each) => !known.has(each))) {
		if (/[ \t]\r?$/.test(line)) yield `white space at the end of ${JSON.stringify(line)}`;
	}
}

/** Offered once more where it was done, there is nothing left to do. */
function* leftOver(before: Inventory, after: Inventory, { refactoring, site, edits }: Step): Generator<string> {
	const offset = movedBy(edits.get(site.path) ?? [], site.node.start);
	if (refactoring.at(after, site.path, { start: offset, end: offset }) !== undefined) {
		yield "it is offered again where it was done";
	}
	const count = ({ sites }: Inventory) => sites.filter((each) => moduleHosts(each).length > 0).length;
	const less = moduleHosts(site).length > 0 ? 1 : 0;
	if (count(after) !== count(before) - less) yield "the number of nested sites is not what it should be";
}

/** The places that a change of a site is there for: the site, what binds it, and the formals around. */
function mayChange(snapshot: Snapshot, site: Site): Range[] {
	const file = snapshot.file(site.path);
	const ranges: Range[] = [...ancestors(site.node)].flatMap((outer) =>
		outer.kind === "lambda" && outer.formals !== undefined ? [outer.formals] : [],
	);
	for (const scope of [...ancestors(site.node)].filter((outer) => outer.kind === "let")) {
		const gone = goneWith(site, scope);
		if (file === undefined || gone.length === 0) continue;
		for (const binding of gone) {
			const { start, end } = bindingBlock(file.text, binding, file.tree.comments);
			ranges.push({ start: lineStart(file.text, start), end: file.text.indexOf("\n", end) + 1 });
		}
		if (gone.length === scope.bindings.length) ranges.push({ start: scope.start, end: scope.body.start });
	}
	let node: Node = site.node;
	while (node.parent?.kind === "parenthesized") node = node.parent;
	// It may inherit the name that the site is replaced by.
	return [...ranges, node.parent?.kind === "binding" ? node.parent : node];
}

/** The bindings of a `let` that may go with a site: its own, and those that it uses, be it through others of them. */
function goneWith(site: Site, { bindings }: Let): readonly Binding[] {
	const own = letBindingOf(site)?.binding;
	const gone: Binding[] = bindings.filter((binding) => binding === own);
	const users: Node[] = [site.node];
	for (const user of users) {
		const names = new Set([...uses(user)].map(({ name }) => name));
		const used = bindings.filter((binding) => namesIn(binding).some((name) => names.has(name)));
		const fresh = used.filter((binding) => !gone.includes(binding));
		gone.push(...fresh);
		users.push(...fresh);
	}
	return gone;
}

function namesIn(binding: Binding): readonly (string | undefined)[] {
	const attrs = binding.kind === "inherit" ? binding.attrs : binding.path.attrs.slice(0, 1);
	return attrs.map(({ name }) => name);
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
