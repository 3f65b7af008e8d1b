import { type Definition, definitions } from "../../flake/definitions.ts";
import type { Host } from "../../flake/host.ts";
import type { Slot, Value } from "../../flake/value.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { hostName } from "../../instances/module-hosts.ts";
import { unparenthesized } from "../../syntax/attrs.ts";
import { refuse } from "../refusal.ts";
import { type ArgumentsPlace, argumentName } from "./special-arguments.ts";
import { dottedTarget, follow, insideOf, placeIn, writtenPlace } from "./written-place.ts";

/** The place at which the special arguments of a host are made, which it may share with others. */
export function sharedPlace(inventory: Inventory, host: Host): ArgumentsPlace {
	return host.kind === "home-manager-user" ? userPlace(inventory, host) : callPlace(inventory, host);
}

/** The place at which a host takes over special arguments that are made elsewhere. */
export function ownPlace(inventory: Inventory, host: Host): ArgumentsPlace {
	const user = host.kind === "home-manager-user" ? userArguments(host) : undefined;
	const { definedAt } = user ?? slotIn(host.argument.force(), argumentName(host)) ?? {};
	const environment =
		user === undefined ? follow(inventory, host.argument)?.environment : user.module?.place?.environment;
	const attr = definedAt?.node;
	if (attr?.kind !== "attr" || environment?.file !== definedAt?.file || environment === undefined) {
		return refuse(`where ${hostName(host)} is given its special arguments is not known`);
	}
	const { parent } = attr;
	const path = environment.file;
	if (parent?.kind === "inherit" && parent.from === undefined) {
		if (parent.parent?.kind === "attrset" && parent.parent.recursive)
			refuse("a recursive set inherits the special arguments");
		const name = attr.name ?? "";
		return { path, target: { kind: "inherited", inherit: parent, attr, name }, contexts: [{ host, environment }] };
	}
	const binding = parent?.parent;
	if (binding?.kind !== "binding") return refuse(`${hostName(host)} is not given its special arguments by a binding`);
	return placeIn(inventory, host, { expression: binding.value, environment: insideOf(binding.parent, environment) });
}

/** What defines `home-manager.extraSpecialArgs` of the system that a user belongs to. */
function userArguments(host: Host): Definition | undefined {
	return definitions((host.parent ?? host).graph(), ["home-manager", "extraSpecialArgs"])[0];
}

function callPlace(inventory: Inventory, host: Host): ArgumentsPlace {
	const name = argumentName(host);
	const argument = host.argument.force();
	const origin = follow(inventory, host.argument);
	const literal = origin === undefined ? undefined : unparenthesized(origin.expression);
	if (argument.kind !== "attrs" || origin === undefined)
		return refuse(`the call that makes ${hostName(host)} can't be followed`);
	const slot = argument.entries.get(name);
	const dotted = slot && dottedTarget(slot.definedAt, name);
	if (dotted !== undefined && dotted.set === literal) {
		const environment = insideOf(literal, origin.environment);
		return { path: environment.file, target: dotted, contexts: [{ host, environment }] };
	}
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
	const found = userArguments(host);
	const dotted = found && dottedTarget(found.definedAt, "extraSpecialArgs");
	const around = found?.module?.place?.environment;
	if (dotted !== undefined && around?.file === found?.definedAt?.file && around !== undefined) {
		return { path: around.file, target: dotted, contexts: [{ host, environment: around }] };
	}
	if (found !== undefined)
		return writtenPlace(inventory, host, { thunk: found.thunk, definedAt: undefined }, "extraSpecialArgs");
	for (const { body, place } of (host.parent ?? host).graph().modules) {
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

function slotIn(set: Value, name: string): Slot | undefined {
	return set.kind === "attrs" ? set.entries.get(name) : undefined;
}
