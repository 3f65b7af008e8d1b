import type { Family } from "../../instances/families.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { letBindingOf } from "../../instances/let-binding.ts";
import { namesOf, references } from "../../semantics/scopes.ts";
import type { Attr, Expression, Variable } from "../../syntax/nodes.ts";
import { type FileEdits, positionAfter } from "../../text/edit.ts";
import { checkTexts, inventoryAfter } from "../edit/after.ts";
import { type Contexts, instancesAt, nameAt } from "../hoist/instances-at.ts";
import { checkCalls } from "../hoist/verify.ts";
import { lineOf, refuse } from "../refusal.ts";
import type { Shared } from "./share.ts";

/**
 * Applies the edits in memory and looks at the result: no new syntax error, no name left unbound, and each site's place
 * gives the instances that it gave before. @throws Refusal if any of it does not hold.
 */
export function judge(before: Inventory, edits: FileEdits, family: Family, shared: Shared, contexts: Contexts): void {
	const after = inventoryAfter(before, edits);
	checkTexts(before, after, edits);
	checkCalls(after, shared.name);
	for (const { path, node } of family.sites) {
		const own = useOf(node);
		const start = positionAfter(edits.get(path) ?? [], (own ?? node).start);
		const now = nameAt(after, path, start);
		const steps = own === undefined && shared.bySystem ? 1 : 0;
		const was = instancesAt(before, path, own ?? node, 0, contexts);
		if (was === undefined || now === undefined || instancesAt(after, path, now, steps, contexts) !== was) {
			const where = lineOf(before.snapshot.text(path) ?? "", node, path);
			refuse(`it can't be shown that the instance would be equal (${where})`);
		}
	}
}

/** The first use of the name that a `let` binds a site to. */
function useOf(node: Expression): Variable | Attr | undefined {
	const own = letBindingOf({ node });
	const local = own && namesOf(own.scope).get(own.name);
	return local && references(local).find((use) => use.kind === "variable" || use.kind === "attr");
}
