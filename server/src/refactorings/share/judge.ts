import type { Family } from "../../instances/families.ts";
import { instanceFingerprint } from "../../instances/fingerprint.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { namesOf, references } from "../../semantics/scopes.ts";
import type { Attr, Expression, Variable } from "../../syntax/nodes.ts";
import { type FileEdits, positionAfter } from "../../text/edit.ts";
import { instancesAt, nameAt } from "../hoist/instances-at.ts";
import { letBindingOf } from "../hoist/name.ts";
import { checkCalls, checkFile, inventoryAfter } from "../hoist/verify.ts";
import { lineOf, refuse } from "../refusal.ts";
import type { Shared } from "./share.ts";

/**
 * Applies the edits in memory and looks at the result: no new syntax error, no name left unbound, each site's place
 * gives the instances that it gave before, and fewer are made.
 * @throws Refusal if any of it does not hold.
 */
export function judge(before: Inventory, edits: FileEdits, family: Family, shared: Shared): void {
	const after = inventoryAfter(before, edits);
	for (const path of edits.keys()) checkFile(before.snapshot, after.snapshot, path);
	checkCalls(after, shared.name);
	const prints = new Set(family.instances.values());
	if (madeOf(after, prints) >= madeOf(before, prints)) refuse("the change would leave as many instances as there are");
	for (const site of family.sites) {
		const own = useOf(site.node);
		const was = instancesAt(before, site.path, own ?? site.node, 0);
		const start = positionAfter(edits.get(site.path) ?? [], (own ?? site.node).start);
		const now = nameAt(after, site.path, start);
		if (
			was === undefined ||
			now === undefined ||
			instancesAt(after, site.path, now, own || !shared.bySystem ? 0 : 1) !== was
		) {
			const where = lineOf(before.snapshot.text(site.path) ?? "", site.node, site.path);
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

/** How many times the instances with these fingerprints are made. */
function madeOf({ sites }: Inventory, prints: ReadonlySet<string>): number {
	const made = sites.flatMap(({ uses }) =>
		uses.flatMap(({ instance }) => (instance && instanceFingerprint(instance)) ?? []),
	);
	return made.filter((print) => prints.has(print)).length;
}
