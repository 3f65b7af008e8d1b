import type { Host } from "../../flake/host.ts";
import { instanceOf } from "../../flake/instance.ts";
import type { Snapshot } from "../../flake/workspace.ts";
import { instanceFingerprint } from "../../instances/fingerprint.ts";
import { type Inventory, inventoryOf } from "../../instances/inventory.ts";
import { hostName, moduleHosts } from "../../instances/module-hosts.ts";
import { unboundNames } from "../../semantics/scopes.ts";
import { applyEdits, type FileEdits } from "../../text/edit.ts";
import { Refusal, refuse } from "../refusal.ts";
import { specialArgument } from "./special-arguments.ts";

/** The instance that each host is to get as a special argument. */
export interface Promised {
	readonly name: string;
	readonly hosts: readonly { readonly host: Host; readonly fingerprint: string }[];
}

/**
 * Applies the edits in memory and looks at the result as at any other flake: no new syntax error, no name left
 * unbound, one nested site less, and each host gets the very instance that it made before.
 * @throws Refusal if any of it does not hold.
 */
export function verify(before: Inventory, edits: FileEdits, promised: Promised | undefined): void {
	const texts = new Map([...edits].map(([path, each]) => [path, applyEdits(before.snapshot.text(path) ?? "", each)]));
	const after = inventoryOf(before.snapshot.with(texts));
	for (const path of texts.keys()) checkFile(before.snapshot, after.snapshot, path);
	const nested = (inventory: Inventory) => inventory.sites.filter((site) => moduleHosts(site).length > 0).length;
	if (nested(after) >= nested(before)) refuse("the change would leave as many nested instances as there are");
	for (const { host, fingerprint } of promised?.hosts ?? []) {
		const same = counterpart(before, after, host);
		const value = same && specialArgument(same, promised?.name ?? "");
		const instance = value && instanceOf(value);
		if (instance === undefined || instanceFingerprint(instance) !== fingerprint) {
			refuse(`it can't be shown that ${hostName(host)} would get an equal instance`);
		}
	}
}

function checkFile(before: Snapshot, after: Snapshot, path: string): void {
	const [old, fresh] = [before.file(path), after.file(path)];
	if (old === undefined || fresh === undefined) throw new Refusal(`${path.slice(1)} can't be read`);
	if (fresh.tree.errors.length > old.tree.errors.length) refuse(`the change would not parse in ${path.slice(1)}`);
	if (unboundNames(fresh.tree.root).length > unboundNames(old.tree.root).length) {
		refuse(`the change would leave a name unbound in ${path.slice(1)}`);
	}
}

/** The same host in another inventory: hosts come in the order in which the outputs are looked at. */
function counterpart(before: Inventory, after: Inventory, host: Host): Host | undefined {
	for (const [index, { hosts }] of before.flakes.entries()) {
		const at = hosts.indexOf(host);
		if (at >= 0) return after.flakes[index]?.hosts[at];
	}
	return undefined;
}
