import { alternatives } from "../../flake/choices.ts";
import type { Environment } from "../../flake/environment.ts";
import type { Host } from "../../flake/host.ts";
import { flakeOf } from "../../instances/follow-flakes.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { hostName } from "../../instances/module-hosts.ts";
import { refuse } from "../../refactorings/refusal.ts";
import type { Formal } from "../../syntax/nodes.ts";
import type { Located } from "../names/family.ts";
import { callsOf } from "../names/slots.ts";
import { specialArguments } from "../names/special-arguments.ts";
import { lineAt } from "./line-at.ts";
import type { NameClass } from "./name-class.ts";
import { refuseStrangers } from "./strangers.ts";
import { refuseWholeReads } from "./whole-reads.ts";

/**
 * Makes sure that everything that gives or takes the name is seen.
 * @throws Refusal if a call, a host's special arguments or a module may hold more than is known.
 */
export function refuseObstacles(inventory: Inventory, nameClass: NameClass): void {
	refuseBroken(inventory, nameClass);
	for (const { path, node } of nameClass.members.values()) {
		if (node.kind === "formal") refuseUnknownCalls(inventory, nameClass, { path, node });
		if (node.kind === "attr" && node.parent?.kind === "attrpath" && node.parent.attrs.at(-1) !== node) {
			refuse(`${lineAt(inventory, path, node)} binds a part of ‘${nameClass.name}’ only`);
		}
	}
	const hosts = hostsOf(inventory, nameClass);
	for (const host of hosts) refuseUnknownArguments(host);
	if (reachesModules(inventory, nameClass)) refuseStrangers(inventory, nameClass);
	refuseWholeReads(inventory, nameClass);
}

/** True if modules get a member, as a special argument or otherwise. */
function reachesModules(inventory: Inventory, nameClass: NameClass): boolean {
	if (hostsOf(inventory, nameClass).length > 0) return true;
	return [...nameClass.members.values()].some(({ path, node }) => {
		const calls = node.kind === "formal" ? callsOfFormal(inventory, path, node) : [];
		return calls.some(({ frame }) => frame?.cause !== undefined);
	});
}

/** A file that could not be parsed whole may hold the name where no node tells of it. */
function refuseBroken({ snapshot, flakes }: Inventory, { name, members }: NameClass): void {
	const own = new Set([...members.values()].map(({ path }) => flakeOf(flakes, path)));
	for (const path of snapshot.paths()) {
		if (!own.has(flakeOf(flakes, path)) || snapshot.text(path)?.includes(name) !== true) continue;
		if ((snapshot.file(path)?.tree.errors.length ?? 0) > 0) refuse(`there is a syntax error in ${path.slice(1)}`);
	}
}

/** The hosts whose special arguments hold a member. */
export function hostsOf({ flakes }: Inventory, { members }: NameClass): readonly Host[] {
	const nodes = new Set<unknown>(members.keys());
	const isMember = (host: Host) => specialArguments(host).some(([, { definedAt }]) => nodes.has(definedAt?.node));
	return flakes.flatMap(({ hosts }) => hosts.filter(isMember));
}

function refuseUnknownArguments(host: Host): void {
	for (const set of alternatives(host.specialArgs.force())) {
		const doubt = set.kind === "attrs" ? set.open : set.kind === "unknown" ? set : undefined;
		if (doubt !== undefined) refuse(`the special arguments of ${hostName(host)} are not all known: ${doubt.reason}`);
	}
}

function refuseUnknownCalls(inventory: Inventory, { name, members }: NameClass, { path, node }: Located<Formal>): void {
	for (const call of callsOfFormal(inventory, path, node)) {
		for (const given of alternatives(call.frame?.argument.force() ?? refuse("a call is not known"))) {
			const slot = given.kind === "attrs" ? given.entries.get(name) : undefined;
			const isMember =
				slot?.definedAt !== undefined && [...members.keys()].some((each) => each === slot.definedAt?.node);
			const isAbsent = given.kind === "attrs" && slot === undefined && given.open === undefined;
			if (!isMember && !(isAbsent && node.default !== undefined)) {
				refuse(`what gives ‘${name}’ to ${lineAt(inventory, path, node)} is not known`);
			}
		}
	}
}

function callsOfFormal({ evaluation }: Inventory, path: string, { parent }: Formal): readonly Environment[] {
	const lambda = parent?.parent;
	return lambda?.kind === "lambda" ? callsOf(evaluation, path, lambda) : [];
}
