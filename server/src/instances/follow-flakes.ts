import { workspaceTree } from "../flake/brand.ts";
import { alternatives } from "../flake/choices.ts";
import { Evaluation } from "../flake/evaluation.ts";
import { type Flake, loadFlake, visitOutputs } from "../flake/flake.ts";
import type { Host } from "../flake/host.ts";
import { globals } from "../flake/library/builtins.ts";
import { library } from "../flake/library/library.ts";
import { attribute } from "../flake/select.ts";
import type { Snapshot } from "../flake/snapshot.ts";
import { type Thunk, unknown } from "../flake/value.ts";
import { folderOf, isBelow } from "../text/path.ts";
import type { FileSites } from "./find-sites.ts";
import type { FlakeInventory } from "./inventory.ts";
import { Projects } from "./projects.ts";

/** What following the flakes of a workspace has come to. */
export interface Followed {
	readonly evaluation: Evaluation;
	/** By their paths, in order. */
	readonly flakes: readonly FlakeInventory[];
	/** The files whose value a flake asks for, if only in part. */
	readonly reached: Set<string>;
	readonly projects: Projects;
	/** What has been found out about the sites of each file. */
	readonly sites: Map<string, FileSites>;
}

/** Calls the outputs of all flakes of a snapshot, and looks at the modules of all their hosts. */
export function followFlakes(snapshot: Snapshot): Followed {
	const evaluation = new Evaluation(snapshot, globals, library);
	const paths = flakePaths(snapshot);
	const [projects, reached, sites] = [new Projects(paths), new Set<string>(), new Map<string, FileSites>()];
	const followed = { evaluation, flakes: [], reached, projects, sites };
	const flakes = paths.flatMap((path) => followFlake(followed, path));
	evaluation.isSettled = true;
	return { ...followed, flakes };
}

/**
 * The same after edits, with what is known already of the projects that the changed files do not belong to. Undefined if
 * all of it may be different. It uses up `before`, unless the texts are only tried out.
 */
export function followAgain(before: Followed, snapshot: Snapshot, changed: Iterable<string>): Followed | undefined {
	const { evaluation, projects } = before;
	const paths = flakePaths(snapshot);
	const isGone = evaluation.exhausted ? undefined : projects.touchedBy(changed, evaluation.snapshot, snapshot);
	if (isGone === undefined || paths.every(isGone)) return undefined;
	const isTrial = snapshot.structure.isTrial;
	if (!isTrial) evaluation.forget(isGone);
	const followed: Followed = {
		evaluation: isTrial ? evaluation.fork(snapshot, isGone) : evaluation,
		flakes: [],
		reached: new Set([...before.reached].filter((path) => !isGone(path))),
		projects,
		sites: new Map([...before.sites].filter(([path]) => !isGone(path))),
	};
	followed.evaluation.snapshot = snapshot;
	followed.evaluation.isSettled = false;
	const known = new Map(before.flakes.map((each) => [each.flake.path, each]));
	const flakes = paths.flatMap((path) => (isGone(path) ? followFlake(followed, path) : (known.get(path) ?? [])));
	followed.evaluation.isSettled = true;
	return { ...followed, flakes };
}

function flakePaths(snapshot: Snapshot): readonly string[] {
	return [...snapshot.paths()].filter((path) => path.endsWith("/flake.nix"));
}

function followFlake({ evaluation, reached, projects }: Followed, path: string): readonly FlakeInventory[] {
	const followed: FlakeInventory[] = [];
	const read = evaluation.filesReadBy(() => {
		const [before, madeBefore] = [evaluation.hosts.length, evaluation.instances.length];
		const flake = loadFlake(evaluation, path);
		if (flake === undefined) return;
		visitOutputs(flake);
		const hosts = evaluation.hosts.slice(before).flatMap((host) => [host, ...host.users()]);
		for (const host of hosts) visitHost(host);
		// What they are given may make more of them.
		for (let at = madeBefore; at < evaluation.instances.length; at++) visitGiven(evaluation.instances[at]?.argument);
		followed.push({ flake, hosts, templates: templatesOf(flake) });
	});
	evaluation.renewBudget();
	projects.noteReads(path, read);
	for (const file of read) reached.add(file);
	return followed;
}

/** Looks at a host's modules, its packages, and what else they are given: an instance may be made only when it is asked for. */
function visitHost(host: Host): void {
	host.graph();
	host.pkgs.force();
	visitGiven(host.specialArgs);
}

/** Looks at each attribute of what something is given. */
function visitGiven(argument: Thunk | undefined): void {
	for (const given of argument === undefined ? [] : alternatives(argument.force())) {
		if (given.kind === "attrs") for (const { thunk } of given.entries.values()) thunk.force();
	}
}

function templatesOf(flake: Flake): readonly string[] {
	return alternatives(attribute(flake.outputs.force(), "templates") ?? unknown("none")).flatMap((templates) => {
		const entries = templates.kind === "attrs" ? [...templates.entries.values()] : [];
		return entries.flatMap(({ thunk }) => {
			const path = attribute(thunk.force(), "path");
			return path?.kind === "path" && path.tree === workspaceTree && path.path !== "/" ? [path.path] : [];
		});
	});
}

/** The flake in whose folder, or below it, a file stands; the nearest of several. */
export function flakeOf(flakes: readonly FlakeInventory[], path: string): FlakeInventory | undefined {
	const around = flakes.filter(({ flake }) => isBelow(path, folderOf(flake.path)));
	return around.sort((a, b) => b.flake.path.length - a.flake.path.length)[0];
}
