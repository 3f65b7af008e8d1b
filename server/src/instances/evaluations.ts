import { alternatives } from "../flake/choices.ts";
import { framesAround, moduleFrame } from "../flake/environment.ts";
import { stringOf, unknown } from "../flake/value.ts";
import { enclosing } from "../syntax/walk.ts";
import { counted } from "../text/counted.ts";
import { doubtOfCalls } from "./certain-calls.ts";
import { demandOf } from "./demand.ts";
import { flakeOf } from "./follow-flakes.ts";
import type { Inventory } from "./inventory.ts";
import { keptBySite } from "./kept-by-revision.ts";
import { isMachine } from "./module-hosts.ts";
import { boundAs, isOverlay } from "./shapes.ts";
import type { Site, Use } from "./site.ts";
import { hostsOf } from "./site-hosts.ts";
import { isSystemName } from "./system-name.ts";

/** How many times a site is evaluated when all outputs of its flake are. */
export interface Evaluations {
	/** Undefined where that is not known. */
	readonly count: number | undefined;
	/** Why it is so many, such as `3 hosts`, or `unknown: ` and why that is not known. */
	readonly reasons: readonly string[];
}

/** Counts the evaluations of a site, as far as the evaluation followed them; nothing is guessed. */
export const evaluationsOf = keptBySite((inventory, site): Evaluations => {
	const doubt = doubtOf(inventory, site);
	if (doubt !== undefined) return notKnown(doubt);
	const { evaluation } = inventory;
	const environments = site.uses.map(({ environment }) => environment);
	const demand = demandOf({ evaluation, path: site.path, node: site.node, environments });
	if (demand.includes(undefined)) return notKnown("it depends on a condition that is not known");
	const uses = site.uses.filter((_, index) => demand[index]);
	if (uses.length === 0) return { count: 0, reasons: ["nothing needs it"] };
	return { count: uses.length, reasons: reasonsOf(inventory, { ...site, uses }) };
});

function notKnown(reason: string): Evaluations {
	return { count: undefined, reasons: [`unknown: ${reason}`] };
}

/** Why the evaluations that are known may not be all, or no evaluations at all. */
function doubtOf(inventory: Inventory, site: Site): string | undefined {
	const { evaluation, reached } = inventory;
	if (evaluation.exhausted) return "the flake is too large to follow to its end";
	if (!reached.has(site.path)) return "no flake is known to evaluate this file";
	if (site.assumed || site.uses.length === 0) return uncalled(site);
	for (const { environment } of site.uses) {
		const doubt = doubtOfCalls(evaluation, environment);
		if (doubt !== undefined) return doubt;
	}
	if (site.spelling === "host") return uncertainHost(inventory, site);
	return uncertainModule(site) ?? missingHosts(inventory, site);
}

function uncalled({ node }: Site): string {
	const lambda = enclosing(node, "lambda");
	if (lambda !== undefined && isOverlay(lambda)) return "an overlay is evaluated for each package set that has it";
	return "no call of the function around it is known";
}

/** Why a call may make other hosts than those that are known, or more. */
function uncertainHost({ evaluation }: Inventory, { node, source, uses }: Site): string | undefined {
	for (const { environment } of uses) {
		const called = evaluation.ask(() => evaluation.evaluate(source, environment));
		if (called.kind === "choice") return called.reason;
		const made = evaluation.ask(() => evaluation.evaluate(node, environment));
		if (made.kind === "attrs" && made.brand === undefined && made.open !== undefined) return made.open.reason;
	}
	return undefined;
}

/** Why a host may not have the module that a site stands in. */
function uncertainModule({ uses }: Site): string | undefined {
	const isUncertain = uses.some(({ host, environment }) => {
		const module = host?.graph().modules.find(({ place }) => place?.node === moduleFrame(environment.frame)?.lambda);
		return module?.certain === false;
	});
	return isUncertain ? "whether its module is imported depends on what is not known" : undefined;
}

/** Why there may be more hosts than are known that evaluate a module. */
function missingHosts({ flakes }: Inventory, { path, uses }: Site): string | undefined {
	const own = new Set(uses.map(({ host }) => host));
	if (![...own].some((host) => host !== undefined && isMachine(host))) return undefined;
	const flake = flakeOf(flakes, path);
	const outputs = flake?.flake.outputs.force() ?? unknown("it belongs to no flake");
	for (const set of alternatives(outputs)) {
		if (set.kind !== "attrs") return "the outputs of the flake are not known";
		for (const [name, { thunk }] of set.entries) {
			if (!/(Configurations|^colmenaHive)$/.test(name)) continue;
			const open = alternatives(thunk.force()).find((hosts) => hosts.kind !== "attrs" || hosts.open !== undefined);
			if (open !== undefined) return `not all of ${name} is known`;
		}
	}
	const others = flake?.hosts.filter((host) => isMachine(host) && !own.has(host)) ?? [];
	const [gap] = others.flatMap((host) => host.graph().gaps);
	return gap === undefined ? undefined : `another host may have the module too: ${gap}`;
}

/** What the evaluations of a site differ by. */
function reasonsOf(inventory: Inventory, site: Site): readonly string[] {
	const { uses } = site;
	const isShared = uses.every(({ environment }) => environment.frame === undefined);
	if (isShared && site.spelling !== "host") return ["once for the file"];
	const reasons: string[] = [];
	const users = uses.filter(({ host }) => host?.kind === "home-manager-user").length;
	const hosts = uses.filter(({ host }) => host !== undefined && isMachine(host)).length - users;
	if (hosts > 0) reasons.push(counted(hosts, "host"));
	if (users > 0) reasons.push(counted(users, "home-manager user"));
	const others = uses.filter(({ host }) => host === undefined || !isMachine(host));
	if (others.length > 0) reasons.push(...otherReasons(inventory, { ...site, uses: others }));
	return reasons;
}

function otherReasons(inventory: Inventory, site: Site): readonly string[] {
	const { uses, node } = site;
	const systems = uses.map(systemOf);
	if (systems.every((system) => system !== undefined)) {
		const distinct = new Set(systems).size;
		return distinct === uses.length
			? [counted(distinct, "system")]
			: [counted(distinct, "system"), counted(uses.length, "call")];
	}
	const made = hostsOf(inventory, site);
	if (made.length === uses.length) return [counted(made.length, "host")];
	const lambda = enclosing(node, "lambda");
	const name = lambda && boundAs(lambda)?.path.attrs.at(-1)?.name;
	if (uses.length === 1) return ["once for the flake"];
	return [name === undefined ? counted(uses.length, "call") : `${counted(uses.length, "call")} of ‘${name}’`];
}

/** The system that an evaluation is for: that of a perSystem, or what a function around it is called with. */
function systemOf({ environment }: Use): string | undefined {
	for (const frame of framesAround(environment.frame)) {
		if (frame.cause?.kind === "system") return frame.cause.system;
		const given = stringOf(frame.argument.force());
		if (isSystemName(given)) return given;
	}
	return undefined;
}
