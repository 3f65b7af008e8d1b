import { alternatives } from "./choices.ts";
import { definitions, mergedDefinitions, strongest } from "./definitions.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Host } from "./host.ts";
import { instanceOf, newInstance } from "./instance.ts";
import { moduleSystem, ownInstance } from "./module-system.ts";
import type { Value } from "./value.ts";
import { booleanOf, Thunk } from "./value.ts";

/** The users that home-manager's module gives a system, each a module system of its own. */
export function homeManagerUsers(evaluation: Evaluation, parent: Host): readonly Host[] {
	const graph = parent.graph();
	const byName = new Map<string, Thunk[]>();
	for (const value of definitions(graph, ["home-manager", "users"]).flatMap(({ thunk }) =>
		alternatives(thunk.force()),
	)) {
		if (value.kind !== "attrs") continue;
		const users = [...value.entries].map(([name, { thunk }]) => [name, thunk] as const);
		for (const [name, module] of [...users, ...value.unnamed.map((module) => ["?", module] as const)]) {
			byName.set(name, [...(byName.get(name) ?? []), module]);
		}
	}
	const shared = definitions(graph, ["home-manager", "sharedModules"]).map(({ thunk }) => thunk);
	return [...byName].map(([name, modules]) => makeUser(evaluation, parent, name, modules, shared));
}

function makeUser(
	evaluation: Evaluation,
	parent: Host,
	name: string,
	modules: readonly Thunk[],
	shared: readonly Thunk[],
): Host {
	const user: Host = moduleSystem(evaluation, {
		kind: "home-manager-user",
		at: parent.at,
		argument: parent.argument,
		specialArgs: new Thunk(() => mergedDefinitions(definitions(parent.graph(), ["home-manager", "extraSpecialArgs"]))),
		roots: [...shared, ...modules],
		system: parent.system,
		lib: parent.lib,
		pkgs: new Thunk(() => userPackages(evaluation, user, parent)),
		parent,
		names: [name],
	});
	return user;
}

function userPackages(evaluation: Evaluation, user: Host, parent: Host): Value {
	const global = strongest(definitions(parent.graph(), ["home-manager", "useGlobalPkgs"]));
	const system = parent.pkgs.force();
	if (global !== undefined && booleanOf(global) === true) return system;
	const instance = instanceOf(system);
	return instance === undefined ? system : newInstance(evaluation, ownInstance(user, instance.source));
}
