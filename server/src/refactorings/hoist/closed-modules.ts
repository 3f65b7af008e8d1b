import type { Host } from "../../flake/host.ts";
import type { Inventory } from "../../instances/inventory.ts";
import type { Changes } from "../edit/changes.ts";
import { refuse } from "../refusal.ts";
import { takeArgument } from "./module-edits.ts";
import { canTake } from "./name.ts";

/**
 * Makes `name` a formal of each module of the hosts that lists all its arguments, without `...`: it is given this one
 * too. @throws Refusal if the name means something else there.
 */
export function openClosedModules(inventory: Inventory, hosts: readonly Host[], name: string, changes: Changes): void {
	for (const { place } of hosts.flatMap((host) => host.graph().modules)) {
		const module = place?.node;
		const file = place && inventory.snapshot.file(place.environment.file);
		if (module?.kind !== "lambda" || module.formals === undefined || module.formals.ellipsis !== undefined) continue;
		if (file === undefined || module.formals.formals.some((formal) => formal.name === name)) continue;
		if (!canTake(module, name))
			refuse(`‘${name}’ means something else in ${file.path.slice(1)}, which would be given it`);
		takeArgument(file, module, name, undefined, changes);
	}
}
