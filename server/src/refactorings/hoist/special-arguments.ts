import { definitions } from "../../flake/definitions.ts";
import type { Environment } from "../../flake/environment.ts";
import type { Host } from "../../flake/host.ts";
import { lookUp } from "../../flake/names.ts";
import { attribute } from "../../flake/select.ts";
import { type Origin, type Slot, stringOf, type Thunk } from "../../flake/value.ts";
import type { FlakeInventory, Inventory } from "../../instances/inventory.ts";
import { hostName } from "../../instances/module-hosts.ts";
import { unparenthesized } from "../../syntax/attrs.ts";
import type { Attrset, Binding, Expression } from "../../syntax/nodes.ts";
import { attempt, refuse } from "../refusal.ts";

/** Where a host's special arguments are written. */
export interface ArgumentsPlace {
	readonly path: string;
	/** The set that new arguments are added to, or an expression that a union is made of. */
	readonly target:
		| { readonly kind: "set"; readonly set: Attrset }
		| { readonly kind: "union"; readonly expression: Expression }
		| Missing;
	/** What names mean at the place, for each host that is made there. */
	readonly contexts: readonly { readonly host: Host; readonly environment: Environment }[];
}

/** There are none yet: a binding of this name goes into the set, or before the binding given. */
export interface Missing {
	readonly kind: "missing";
	readonly name: string;
	readonly set: Attrset;
	readonly before: Binding | undefined;
}

/**
 * Where the special arguments of hosts are written; hosts that share a place share one entry. The other hosts of the
 * flake that are made at such a place belong to it too: what is written there reaches them all.
 */
export function argumentPlaces(
	inventory: Inventory,
	flake: FlakeInventory,
	hosts: readonly Host[],
): readonly ArgumentsPlace[] {
	const places: ArgumentsPlace[] = [];
	const find = (place: ArgumentsPlace) =>
		places.findIndex((each) => each.path === place.path && nodeOf(each) === nodeOf(place));
	const join = (index: number, found: ArgumentsPlace) => {
		const known = places[index];
		if (known !== undefined) places[index] = { ...known, contexts: [...known.contexts, ...found.contexts] };
	};
	for (const host of hosts) {
		const found = placeOf(inventory, host);
		const index = find(found);
		if (index < 0) places.push(found);
		else join(index, found);
	}
	for (const host of flake.hosts) {
		const found = hosts.includes(host) ? undefined : attempt(() => placeOf(inventory, host));
		if (found !== undefined) join(find(found), found);
	}
	return places;
}

function placeOf(inventory: Inventory, host: Host): ArgumentsPlace {
	return host.kind === "home-manager-user" ? userPlace(inventory, host) : callPlace(inventory, host);
}

/** The node that a place is known by. */
export function nodeOf({ target }: ArgumentsPlace): Expression {
	return target.kind === "union" ? target.expression : target.set;
}

/** The name of the argument that carries special arguments, for a kind of host. */
export function argumentName(host: Host): "specialArgs" | "extraSpecialArgs" {
	return host.kind === "nixos" || host.kind === "darwin" ? "specialArgs" : "extraSpecialArgs";
}

function callPlace(inventory: Inventory, host: Host): ArgumentsPlace {
	const name = argumentName(host);
	const argument = host.argument.force();
	const origin = follow(inventory, host.argument);
	const literal = origin === undefined ? undefined : unparenthesized(origin.expression);
	if (argument.kind !== "attrs" || origin === undefined)
		return refuse(`the call that makes ${hostName(host)} can't be followed`);
	const slot = argument.entries.get(name);
	if (slot !== undefined) return writtenPlace(inventory, host, slot, name);
	if (argument.open !== undefined || literal?.kind !== "attrset") {
		return refuse(`whether ${hostName(host)} is given ${name} is not known: add it by hand`);
	}
	const before = literal.bindings.find(
		(binding) => binding.kind === "binding" && binding.path.attrs[0]?.name === "modules",
	);
	return {
		path: origin.environment.file,
		target: { kind: "missing", name, set: literal, before },
		contexts: [{ host, environment: insideOf(literal, origin.environment) }],
	};
}

/** `home-manager.extraSpecialArgs` of the system that a user belongs to. */
function userPlace(inventory: Inventory, host: Host): ArgumentsPlace {
	const graph = (host.parent ?? host).graph();
	const [found] = definitions(graph, ["home-manager", "extraSpecialArgs"]);
	if (found !== undefined)
		return writtenPlace(inventory, host, { thunk: found.thunk, definedAt: undefined }, "extraSpecialArgs");
	for (const { body, place } of graph.modules) {
		const slot = body.entries.get("home-manager");
		const binding = slot?.definedAt?.node.parent?.parent;
		const set = binding?.parent;
		if (slot?.definedAt === undefined || binding?.kind !== "binding" || set?.kind !== "attrset" || place === undefined)
			continue;
		const dotted = binding.path.attrs.length > 1;
		const inner = dotted ? set : unparenthesized(binding.value);
		if (inner.kind !== "attrset") continue;
		const users = dotted
			? binding
			: inner.bindings.find((each) => each.kind === "binding" && each.path.attrs[0]?.name === "users");
		const name = dotted ? "home-manager.extraSpecialArgs" : "extraSpecialArgs";
		return {
			path: slot.definedAt.file,
			target: { kind: "missing", name, set: inner, before: users },
			contexts: [{ host, environment: place.environment }],
		};
	}
	return refuse(`where home-manager gives ${hostName(host)} its arguments is not known: add extraSpecialArgs by hand`);
}

function writtenPlace(inventory: Inventory, host: Host, slot: Slot, name: string): ArgumentsPlace {
	const value = slot.thunk.force();
	const origin = follow(inventory, slot.thunk);
	const open = value.kind === "attrs" ? value.open : value.kind === "unknown" ? value : undefined;
	if (open !== undefined || value.kind !== "attrs") {
		return refuse(
			`what ${name} of ${hostName(host)} holds is not known${open === undefined ? "" : `: ${open.reason}`}`,
		);
	}
	if (origin === undefined) return refuse(`where ${name} of ${hostName(host)} is written is not known`);
	const { expression, environment } = origin;
	const end = unparenthesized(expression);
	const last = end.kind === "binary" && end.operator === "//" ? unparenthesized(end.right) : end;
	const path = environment.file;
	if (last.kind === "attrset") {
		return { path, target: { kind: "set", set: last }, contexts: [{ host, environment: insideOf(last, environment) }] };
	}
	return { path, target: { kind: "union", expression }, contexts: [{ host, environment }] };
}

/** The expression that a value is written as, through variables that only pass it on. */
function follow(inventory: Inventory, thunk: Thunk): Origin | undefined {
	let origin = thunk.origin;
	for (let hops = 0; hops < 16 && origin !== undefined; hops++) {
		const expression = unparenthesized(origin.expression);
		if (expression.kind !== "variable") return origin;
		const slot = lookUp(inventory.evaluation, expression.name, origin.environment);
		if (typeof slot === "string" || slot.thunk.origin === undefined) return origin;
		if (slot.thunk.origin.environment.file !== origin.environment.file) return origin;
		origin = slot.thunk.origin;
	}
	return origin;
}

/** In a recursive set, its own attributes are in scope. */
function insideOf(set: Attrset, environment: Environment): Environment {
	return (set.recursive && environment.opened(set)) || environment;
}

/** A variable that stands for the host's system at a place, for all hosts that are made there. */
export function systemVariable(inventory: Inventory, place: ArgumentsPlace): string | undefined {
	const names = new Set<string>();
	for (let at: Environment | undefined = place.contexts[0]?.environment; at !== undefined; at = at.parent) {
		for (const name of at.names?.keys() ?? []) names.add(name);
	}
	const fits = (name: string) =>
		place.contexts.every(({ host, environment }) => {
			const slot = lookUp(inventory.evaluation, name, environment);
			const value = typeof slot === "string" ? undefined : stringOf(slot.thunk.force());
			return value !== undefined && value === stringOf(host.system.force());
		});
	return [...names].sort((a, b) => Number(b === "system") - Number(a === "system")).find(fits);
}

/** The special argument of a host by name. */
export function specialArgument(host: Host, name: string) {
	return attribute(host.specialArgs.force(), name);
}
