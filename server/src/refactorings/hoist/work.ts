import type { Host } from "../../flake/host.ts";
import type { SourceFile } from "../../flake/snapshot.ts";
import { instanceFingerprint } from "../../instances/fingerprint.ts";
import type { FlakeInventory, Inventory } from "../../instances/inventory.ts";
import { hostNames, moduleHosts, soundHosts } from "../../instances/module-hosts.ts";
import type { Site, Use } from "../../instances/site.ts";
import { Changes } from "../edit/changes.ts";
import { refuse } from "../refusal.ts";
import { type ArgumentBinding, argumentBindingOf } from "./argument-binding.ts";
import { type Contexts, contextsIn } from "./instances-at.ts";
import { type OutputsScope, outputsScope } from "./outputs-scope.ts";
import { type Source, sourceOf } from "./source-input.ts";
import type { Wanted } from "./verify.ts";

/** A call that moves to the outputs scope. */
export interface Move {
	readonly inventory: Inventory;
	readonly flake: FlakeInventory;
	readonly file: SourceFile;
	readonly site: Site;
	readonly source: Source;
	readonly scope: OutputsScope;
	readonly changes: Changes;
	/** Set if the site is an argument of all modules already: then it goes on as a special argument of that name. */
	readonly argument: ArgumentBinding | undefined;
}

/** What every step of a hoist works on. */
export interface Hoist extends Move {
	/** One evaluation of the site for each host that has the module. */
	readonly uses: readonly Use[];
	readonly hosts: readonly Host[];
	/** The instance that each host makes; undefined if the arguments of one are not fully known. */
	readonly wanted: readonly Wanted[] | undefined;
	/** The environments in which the result is judged. */
	readonly contexts: Contexts;
}

/**
 * Looks at a site that is to be hoisted, which each of `hosts` uses once.
 * @throws Refusal if it belongs to no one flake, or its source is not known.
 */
export function prepare(
	inventory: Inventory,
	site: Site,
	hosts = moduleHosts(site),
	contexts: Contexts = contextsIn,
): Hoist {
	const sound = soundHosts(inventory.snapshot, site, hosts);
	const broken = hosts.filter((host) => !sound.includes(host));
	if (broken.length > 0) refuse(`there is a syntax error in the call of ${hostNames(broken)}`);
	const file = inventory.snapshot.file(site.path) ?? refuse("the file is gone");
	const flake =
		inventory.flakes.find((each) => hosts.every((host) => each.hosts.includes(host))) ??
		refuse("the module belongs to hosts of several flakes");
	const uses = hosts.flatMap((host) => site.uses.find((use) => use.host === host) ?? []);
	const made = hosts.flatMap((host, index) => {
		const instance = uses[index]?.instance;
		const fingerprint = instance && instanceFingerprint(instance);
		return instance === undefined || fingerprint === undefined ? [] : [{ host, instance, fingerprint }];
	});
	const wanted = made.length === hosts.length ? made : undefined;
	const source = sourceOf(flake, uses);
	const scope = outputsScope(inventory, flake);
	const argument = argumentBindingOf(site, hosts);
	const changes = new Changes();
	return { inventory, flake, file, site, uses, hosts, source, scope, wanted, contexts, argument, changes };
}
