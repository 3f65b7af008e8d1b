import { enclosingFunction } from "../flake/contexts.ts";
import type { Host } from "../flake/host.ts";
import { stringOf } from "../flake/value.ts";
import type { SourceFile } from "../flake/workspace.ts";
import { instanceFingerprint } from "../instances/fingerprint.ts";
import type { FlakeInventory, Inventory } from "../instances/inventory.ts";
import { moduleHosts, soundHosts } from "../instances/module-hosts.ts";
import type { Site, Use } from "../instances/site.ts";
import type { Lambda } from "../syntax/nodes.ts";
import { type Range, touches } from "../text/range.ts";
import { Changes } from "./edit/changes.ts";
import { indentation, indentUnit, lineBreak, reindent } from "./edit/layout.ts";
import { boundAlready, passedAlready } from "./hoist/existing.ts";
import { movedComments, replaceSite, takeArgument } from "./hoist/module-edits.ts";
import { type Destination, moveCall } from "./hoist/moved-call.ts";
import { candidateNames, isFree, isFreeInModule, letBindingOf } from "./hoist/name.ts";
import {
	bindInOutputs,
	inputReference,
	type OutputsScope,
	outputsScope,
	sees,
	valueInScope,
} from "./hoist/outputs-scope.ts";
import { passInstance } from "./hoist/pass.ts";
import { sourceInput } from "./hoist/source-input.ts";
import { type Promised, verify } from "./hoist/verify.ts";
import { waysTo } from "./hoist/ways.ts";
import type { Outcome, Refactoring } from "./refactoring.ts";
import { Refusal, refuse } from "./refusal.ts";

/** Moves an instance from a module to the flake's outputs scope, and passes it to the module. */
export const hoistInstance: Refactoring = {
	name: "hoist-instance",
	fixes: "nested-instance",
	at(inventory: Inventory, path: string, range: Range): Outcome | undefined {
		const here = inventory.sites.filter((site) => site.path === path && touches(site.node, range));
		const site = here.findLast((each) => soundHosts(inventory.snapshot, each).length > 0);
		if (site === undefined) return undefined;
		try {
			return hoist(inventory, site);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			return { title: "Hoist the instance into flake.nix", refusal: error.message };
		}
	},
};

/** What every step of a hoist works on. */
interface Hoist {
	readonly inventory: Inventory;
	readonly flake: FlakeInventory;
	readonly file: SourceFile;
	readonly site: Site;
	readonly uses: readonly Use[];
	readonly scope: OutputsScope;
	readonly wanted: Promised["hosts"];
	readonly changes: Changes;
}

function hoist(inventory: Inventory, site: Site): Outcome {
	const work = prepare(inventory, site);
	const module = enclosingFunction(site.node);
	const own = letBindingOf(site)?.name;
	if (sees(work.scope, site.path, site.node)) return hoistInPlace(work, module, own);
	if (module === undefined) return refuse("the module is not a function: give it formals first");
	const passed = passedAlready(work.wanted, own);
	if (passed !== undefined && isFreeInModule(site, module, passed)) {
		useArgument(work, module, passed);
		return finish(work, `Use ‘${passed}’, which flake.nix passes already`, { name: passed, hosts: work.wanted });
	}
	const ways = waysTo(inventory, work.flake, work.scope, hostsOf(work));
	const bound = boundOrNew(
		work,
		module,
		own,
		ways.flatMap(({ place }) => place.contexts.map(({ host }) => host)),
	);
	for (const way of ways) passInstance(inventory, way, bound, work.changes);
	useArgument(work, module, bound.name);
	const title = `Hoist into ${work.scope.path.slice(1)} as ‘${bound.name}’`;
	return finish(work, title, { name: bound.name, hosts: work.wanted });
}

function hostsOf({ uses }: Hoist): readonly Host[] {
	return uses.flatMap(({ host }) => host ?? []);
}

function prepare(inventory: Inventory, site: Site): Hoist {
	const hosts = moduleHosts(site);
	if (soundHosts(inventory.snapshot, site).length < hosts.length) refuse("the call of a host has a syntax error in it");
	const file = inventory.snapshot.file(site.path) ?? refuse("the file is gone");
	const flake =
		inventory.flakes.find((each) => hosts.every((host) => each.hosts.includes(host))) ??
		refuse("the module belongs to hosts of several flakes");
	const uses = hosts.map((host) => site.uses.find((use) => use.host === host)).filter((use) => use !== undefined);
	const wanted = uses.map(({ host, instance }) => {
		const fingerprint = instance && instanceFingerprint(instance);
		return { host, fingerprint };
	});
	const scope = outputsScope(inventory, flake);
	const known = wanted.flatMap(({ host, fingerprint }) =>
		host && fingerprint !== undefined ? [{ host, fingerprint }] : [],
	);
	return { inventory, flake, file, site, uses, scope, wanted: known, changes: new Changes() };
}

/** A module that is written inside the outputs sees their names: the site just moves out to them. */
function hoistInPlace(work: Hoist, module: Lambda | undefined, own: string | undefined): Outcome {
	const bound = boundOrNew(work, module, own, hostsOf(work));
	const reference = bound.bySystem
		? `${bound.name}.\${${bound.system ?? refuse("the system is not at hand")}}`
		: bound.name;
	replaceSite(work.file, work.site, reference, work.changes);
	return finish(work, `Hoist into the outputs as ‘${bound.name}’`, undefined);
}

function useArgument({ file, site, changes }: Hoist, module: Lambda, name: string): void {
	const removed = replaceSite(file, site, name, changes);
	takeArgument(file, module, name, removed, changes);
}

function finish({ inventory, changes, wanted, uses }: Hoist, title: string, promised: Promised | undefined): Outcome {
	if (wanted.length < uses.length)
		return refuse("whether the moved instance would be equal can't be told from its arguments");
	verify(inventory, changes.edits, promised);
	return { title, edits: changes.edits };
}

interface Bound {
	readonly name: string;
	/** True if the binding is a set keyed by system. */
	readonly bySystem: boolean;
	/** How the module wrote its system. */
	readonly system: string | undefined;
}

/** The instance's binding in the outputs scope, for all hosts that it reaches: an equal one that is there, or a new one. */
function boundOrNew(work: Hoist, module: Lambda | undefined, own: string | undefined, reached: readonly Host[]): Bound {
	const { inventory, scope, site, flake, uses, wanted } = work;
	const existing = boundAlready(inventory, scope, wanted);
	if (existing !== undefined && (module === undefined || isFreeInModule(site, module, existing.name))) {
		return { ...existing, system: undefined };
	}
	const input = sourceInput(flake, uses);
	const systems = [...new Set(reached.map(({ system }) => stringOf(system.force())))].filter(
		(each) => each !== undefined,
	);
	const bySystem = systems.length > 1;
	const call = moveCall(inventory, site, uses, destination(work, bySystem ? "system" : `"${systems[0]}"`));
	const hosts = wanted.map(({ host }) => host);
	const name =
		candidateNames(input.name, own).find((each) =>
			isFree(inventory, scope, hosts, site, module ?? scope.lambda, each),
		) ?? refuse("no free name is left");
	const keyed = bySystem && call.system !== undefined;
	bindCall(work, name, call.text, keyed ? systems : undefined);
	return { name, bySystem: keyed, system: call.system };
}

/** Writes the binding, indented as its new place is. */
function bindCall(work: Hoist, name: string, call: string, systems: readonly string[] | undefined): void {
	const { file, site, scope, changes } = work;
	const newline = lineBreak(scope.text);
	const from = indentation(file.text, site.node.start);
	const comments = movedComments(file, site, name);
	const write = (indent: string): string => {
		const moved = (text: string, to: string) => reindent(text, from, to, newline);
		const above = comments === "" ? "" : moved(comments, indent) + newline + indent;
		if (systems === undefined) return `${above}${name} = ${moved(call, indent)};`;
		const inner = indent + indentUnit(scope.text);
		const list = systems.map((system) => `"${system}"`).join(" ");
		return [
			`${above}${name} = ${libraryName(work)}.genAttrs [ ${list} ] (`,
			`${inner}system: ${moved(call, inner)}`,
			`${indent});`,
		].join(newline);
	};
	bindInOutputs(scope, write, changes);
}

function destination(work: Hoist, system: string): Destination {
	const { scope, flake, changes } = work;
	const formals = scope.lambda.formals?.formals ?? [];
	return {
		path: scope.path,
		system: () => system,
		input: (input, written) => {
			const own = flake.flake.inputs.get(input.name);
			const same =
				own?.identity === input.identity
					? own
					: [...flake.flake.inputs.values()].find((each) => each.identity === input.identity);
			return inputReference(scope, same ?? refuse(`‘${written}’ is no input of the flake`), written, changes);
		},
		library: () => libraryName(work),
		inputs: scope.lambda.universal?.name,
		self: formals.some(({ name }) => name === "self"),
	};
}

/** How the outputs scope names nixpkgs' library. */
function libraryName({ inventory, scope, flake, changes, uses }: Hoist): string {
	const own = valueInScope(inventory, scope, "lib");
	if (own?.kind === "attrs" && own.brand?.kind === "library") return "lib";
	const input = flake.flake.inputs.get("nixpkgs") ?? sourceInput(flake, uses);
	return `${inputReference(scope, input, "nixpkgs", changes)}.lib`;
}
