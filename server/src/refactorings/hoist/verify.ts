import type { Host } from "../../flake/host.ts";
import { type Instance, instanceOf } from "../../flake/instance.ts";
import { unknown, type Value } from "../../flake/value.ts";
import { fingerprintOfAnyLibrary, instanceFingerprint } from "../../instances/fingerprint.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { hostName, hostNames, moduleHosts } from "../../instances/module-hosts.ts";
import type { Site } from "../../instances/site.ts";
import { type FileEdits, positionAfter } from "../../text/edit.ts";
import { checkTexts, inventoryAfter } from "../edit/after.ts";
import { lineOf, refuse } from "../refusal.ts";
import { sameScope } from "./file-scope.ts";
import { type Contexts, instancesAt, nameAt } from "./instances-at.ts";
import { withParentheses } from "./module-edits.ts";
import { type OutputsScope, valueInScope } from "./outputs-scope.ts";
import { instanceFor, isInstance, ofSystem } from "./passed.ts";

/** An instance that a host makes before the change, and is to get by name after it. */
export interface Wanted {
	readonly host: Host;
	readonly instance: Instance;
	readonly fingerprint: string;
}

/** Where the name of a hoisted instance is to be found after the change. */
export interface Promised {
	readonly name: string;
	/** As a special argument of each host, or bound in the scope that the module itself stands in. */
	readonly as: "argument" | "binding";
	readonly scope: OutputsScope;
	/** True if it stands for a set keyed by system. */
	readonly bySystem: boolean;
	readonly wanted: readonly Wanted[];
	readonly site: Site;
	/** The environments in which the site's place is looked at. */
	readonly contexts: Contexts;
}

/**
 * Applies the edits in memory and looks at the result as at any other flake: no new syntax error, no name left
 * unbound, one nested site less if it was one, and each host gets an instance equal to the one that it made before. Gives
 * what that rests on, if it can't be told from the text. @throws Refusal if any of it does not hold.
 */
export function verify(before: Inventory, edits: FileEdits, promised?: Promised): string | undefined {
	const after = inventoryAfter(before, edits);
	checkTexts(before, after, edits);
	const isNested = promised === undefined || moduleHosts(promised.site).length > 0;
	if (nestedSites(after) > nestedSites(before) - (isNested ? 1 : 0)) {
		refuse("the change would leave as many nested instances as there are");
	}
	if (promised === undefined) return undefined;
	const unequal = promised.wanted.filter(({ host, fingerprint }) => {
		return !isInstance(valueFor(before, after, host, promised), fingerprint);
	});
	for (const { host, instance } of unequal) {
		const now = instanceOf(valueFor(before, after, host, promised) ?? unknown("it is gone"));
		const print = now && fingerprintOfAnyLibrary(now);
		if (print === undefined || print !== fingerprintOfAnyLibrary(instance)) {
			refuse(`it can't be shown that ${hostName(host)} would get an equal instance`);
		}
	}
	checkCalls(after, promised.name);
	const printed = unequal.length === 0 ? instanceFingerprint : fingerprintOfAnyLibrary;
	if (promised.bySystem) checkSelection(before, after, edits, promised, printed);
	const names = hostNames(unequal.map(({ host }) => host));
	return unequal.length === 0 ? undefined : `the ‘lib’ of another nixpkgs, which ${names} would have, does the same`;
}

/** What stands where the site was selects the very instances that it made. */
function checkSelection(
	before: Inventory,
	after: Inventory,
	edits: FileEdits,
	{ site: { path, node }, contexts }: Promised,
	printed: (instance: Instance) => string | undefined,
): void {
	const now = nameAt(after, path, positionAfter(edits.get(path) ?? [], withParentheses(node).start));
	const made = instancesAt(before, path, node, 0, contexts, printed);
	if (made === undefined || now === undefined || instancesAt(after, path, now, 1, contexts, printed) !== made) {
		const where = lineOf(before.snapshot.text(path) ?? "", node, path);
		refuse(`it can't be shown that the module would select an equal instance (${where})`);
	}
}

/** No function that lists all that it takes, without `...`, may be given the name but not list it. */
export function checkCalls({ evaluation, snapshot }: Inventory, name: string): void {
	for (const [lambda, calls] of evaluation.calls.allFollowed()) {
		const { formals } = lambda;
		if (formals === undefined || formals.ellipsis !== undefined) continue;
		if (formals.formals.some((formal) => formal.name === name)) continue;
		for (const { frame, file } of calls) {
			const given = frame?.argument.force();
			if (given?.kind !== "attrs" || !given.entries.has(name)) continue;
			const text = snapshot.text(file) ?? "";
			refuse(`a function that lists all its arguments would be given ‘${name}’ too (${lineOf(text, lambda, file)})`);
		}
	}
}

function nestedSites({ sites }: Inventory): number {
	return sites.filter((site) => moduleHosts(site).length > 0).length;
}

/** What the promised name gives the modules of a host after the change. */
function valueFor(before: Inventory, after: Inventory, host: Host, promised: Promised): Value | undefined {
	const index = before.flakes.findIndex(({ hosts }) => hosts.includes(host));
	const flake = after.flakes[index];
	// Hosts come in the order in which the outputs are looked at.
	const same = flake?.hosts[before.flakes[index]?.hosts.indexOf(host) ?? -1];
	if (flake === undefined || same === undefined) return undefined;
	if (promised.as === "argument") return instanceFor(same, promised);
	const scope = sameScope(after, flake, promised.scope);
	const value = scope && valueInScope(after, scope, promised.name);
	return promised.bySystem ? ofSystem(value, same) : value;
}
