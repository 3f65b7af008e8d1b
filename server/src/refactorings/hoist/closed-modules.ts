import type { Host } from "../../flake/host.ts";
import type { SourceFile } from "../../flake/snapshot.ts";
import type { Inventory } from "../../instances/inventory.ts";
import type { Lambda } from "../../syntax/nodes.ts";
import { inventoryAfter } from "../edit/after.ts";
import { refuse } from "../refusal.ts";
import { takeArgument } from "./module-edits.ts";
import { canTake } from "./name.ts";
import { specialArgument } from "./special-arguments.ts";
import type { Hoist } from "./work.ts";

/**
 * Makes `name` a formal of each module that lists all its arguments, without `...`, and that the changes so far give
 * this one too. @throws Refusal if the name means something else there.
 */
export function openClosedModules({ inventory, flake, changes }: Hoist, name: string): void {
	const closed = flake.hosts.map((host) => closedModules(inventory, host, name));
	if (closed.flat().length === 0) return;
	const after = inventoryAfter(inventory, changes.edits).flakes[inventory.flakes.indexOf(flake)];
	for (const [index, modules] of closed.entries()) {
		// Hosts come in the order in which the outputs are looked at.
		const host = after?.hosts[index];
		if (host === undefined || specialArgument(host, name) === undefined) continue;
		for (const { file, module } of modules) {
			if (!canTake(module, name)) {
				refuse(`‘${name}’ means something else in ${file.path.slice(1)}, which would be given it`);
			}
			takeArgument(file, module, name, changes);
		}
	}
}

function closedModules({ snapshot }: Inventory, host: Host, name: string): { file: SourceFile; module: Lambda }[] {
	return host.graph().modules.flatMap(({ place }) => {
		const module = place?.node;
		const file = place && snapshot.file(place.environment.file);
		if (file === undefined || module?.kind !== "lambda") return [];
		const { formals } = module;
		const isClosed = formals !== undefined && formals.ellipsis === undefined;
		return isClosed && formals.formals.every((formal) => formal.name !== name) ? [{ file, module }] : [];
	});
}
