import { contextsOf } from "../flake/contexts.ts";
import { instanceOf } from "../flake/instance.ts";
import { instanceFingerprint } from "../instances/fingerprint.ts";
import type { Inventory } from "../instances/inventory.ts";
import { isKnown, type Site } from "../instances/site.ts";
import { unparenthesized, unwrappedParent } from "../syntax/attrs.ts";
import type { Expression } from "../syntax/nodes.ts";
import { enclosing, nodeAt } from "../syntax/walk.ts";
import { type Range, touches } from "../text/range.ts";
import { inventoryAfter } from "./edit/after.ts";
import { selection } from "./edit/atoms.ts";
import { Changes } from "./edit/changes.ts";
import { commentsIn, replaceKeeping } from "./edit/comments.ts";
import { stepOf } from "./edit/system-step.ts";
import { withParentheses } from "./hoist/module-edits.ts";
import type { Outcome, Refactoring } from "./refactoring.ts";

/** Takes the package set that an input gives out for a system, where an import passes nothing but that system. */
export const useLegacyPackages: Refactoring = {
	name: "use-legacy-packages",
	fixes: undefined,
	at(inventory: Inventory, path: string, range: Range): Outcome | undefined {
		const here = inventory.sites.filter((site) => site.path === path && touches(site.node, range));
		const site = here.findLast((each) => isKnown(each) && each.spelling === "import");
		const file = inventory.snapshot.file(path);
		const written = site && file && shared(site, file.text);
		if (site === undefined || file === undefined || written === undefined) return undefined;
		const place = withParentheses(site.node);
		if (!isEqual(inventory, site, place, written)) return undefined;
		const changes = new Changes();
		const comments = commentsIn(file.tree.comments, place);
		changes.add(path, ...replaceKeeping(file.text, place, unwrappedParent(site.node), written, comments));
		return { title: "Use ‘legacyPackages’, which Nix shares", edits: changes.edits };
	},
};

/** `source.legacyPackages.${system}` for a site; undefined if it passes more, or its parts can't be written so. */
function shared({ source, argument }: Site, text: string): string | undefined {
	const from = unparenthesized(source);
	const set = argument && unparenthesized(argument);
	if ((from.kind !== "variable" && from.kind !== "select") || set?.kind !== "attrset" || set.recursive)
		return undefined;
	const [binding] = set.bindings;
	const system = binding && set.bindings.length === 1 ? stepOf(binding, text) : undefined;
	return system && selection(from, slice(text, from), `legacyPackages.${system}`);
}

/** True if `written` would give the very instances that the site makes. */
function isEqual(inventory: Inventory, { path, node }: Site, place: Range, written: string): boolean {
	const before = fingerprints(inventory, path, node);
	// In parentheses it is an expression of its own, whatever is selected from it.
	const after = inventoryAfter(inventory, new Map([[path, [{ range: place, newText: `(${written})` }]]]));
	const root = after.snapshot.file(path)?.tree.root;
	const now = root && enclosing(nodeAt(root, place.start) ?? root, "parenthesized");
	return now !== undefined && before !== undefined && before === fingerprints(after, path, now);
}

/** The instances that an expression gives, one for each time that it is evaluated; undefined if one is not known. */
function fingerprints({ evaluation }: Inventory, path: string, node: Expression): string | undefined {
	const found: string[] = [];
	for (const environment of contextsOf(evaluation, path, node).environments) {
		const instance = instanceOf(evaluation.evaluate(node, environment));
		const fingerprint = instance && instanceFingerprint(instance);
		if (fingerprint === undefined) return undefined;
		found.push(fingerprint);
	}
	return JSON.stringify(found.sort());
}

function slice(text: string, { start, end }: Range): string {
	return text.slice(start, end);
}
