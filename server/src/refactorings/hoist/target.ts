import type { Lambda } from "../../syntax/nodes.ts";
import { attempt } from "../refusal.ts";
import { argumentPlaces } from "./argument-places.ts";
import { fileScope } from "./file-scope.ts";
import { type OutputsScope, sees } from "./outputs-scope.ts";
import { type Way, waysTo } from "./ways.ts";
import type { Hoist } from "./work.ts";

/** Where an instance is to be bound, and how it gets from there to the modules; without ways they see it. */
export interface Target {
	readonly scope: OutputsScope;
	readonly ways: readonly Way[];
}

/**
 * The outputs, if there are ways from them. Otherwise a module of flake-parts, which is evaluated once as they are: the
 * one around the module, or the one around the places at which hosts are given their special arguments.
 * @throws Refusal if the value can't be brought to the modules.
 */
export function targetOf(work: Hoist, module: Lambda): Target {
	const { inventory, flake, hosts, site } = work;
	const from = (scope: OutputsScope) => waysTo(inventory, flake, scope, hosts);
	const ways = attempt(() => from(work.scope));
	if (ways !== undefined) return { scope: work.scope, ways };
	const around = fileScope(inventory, site.path);
	if (around !== undefined && around.lambda !== module && sees(around, site.path, site.node)) {
		return { scope: around, ways: [] };
	}
	for (const path of new Set(attempt(() => argumentPlaces(inventory, flake, hosts))?.map((place) => place.path))) {
		const scope = fileScope(inventory, path);
		const ways = scope && attempt(() => from(scope));
		if (scope !== undefined && ways !== undefined) return { scope, ways };
	}
	return { scope: work.scope, ways: from(work.scope) };
}
