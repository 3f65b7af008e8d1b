import { workspaceTree } from "../flake/brand.ts";
import { Evaluation } from "../flake/evaluation.ts";
import { type Flake, loadFlake, visitOutputs } from "../flake/flake.ts";
import type { Host } from "../flake/host.ts";
import { globals } from "../flake/library/builtins.ts";
import { library } from "../flake/library/library.ts";
import { folderOf } from "../flake/paths.ts";
import { attribute } from "../flake/select.ts";
import { alternatives, unknown } from "../flake/value.ts";
import type { Snapshot } from "../flake/workspace.ts";
import type { Node, SyntaxTree } from "../syntax/nodes.ts";
import { derivedSites, mayDerive } from "./derived-sites.ts";
import { isBelow } from "./folders.ts";
import { assumedHostSites, knownHostSites } from "./host-sites.ts";
import { callsImport, importSites } from "./import-sites.ts";
import { namesHostCall } from "./shapes.ts";
import type { Site } from "./site.ts";

/** Every nixpkgs instance of a workspace folder: what rules, refactorings and features work on. */
export interface Inventory {
	readonly snapshot: Snapshot;
	readonly evaluation: Evaluation;
	readonly flakes: readonly FlakeInventory[];
	/** The imports of nixpkgs, by file, in the order of the text. */
	readonly sites: readonly Site[];
	/** The files whose value a flake asks for, if only in part. */
	readonly reached: ReadonlySet<string>;
	/** The places that make an instance in another way, in the same order. */
	readonly otherSites: readonly Site[];
}

/** A flake with the hosts that it builds. */
export interface FlakeInventory {
	readonly flake: Flake;
	/** Home-manager users follow their system. */
	readonly hosts: readonly Host[];
	/** The folders that it gives as templates. */
	readonly templates: readonly string[];
}

const kept = new WeakMap<object, Inventory>();

/**
 * The inventory of a snapshot. The evaluation that it rests on is kept as long as edits change nothing that it has
 * looked at, and the sites of a file as long as its tree is the same.
 */
export function inventoryOf(snapshot: Snapshot): Inventory {
	const known = kept.get(snapshot.structure);
	if (known?.snapshot === snapshot) return known;
	if (known !== undefined) known.evaluation.snapshot = snapshot;
	const followed = known ?? followFlakes(snapshot);
	const inventory = { ...followed, snapshot, ...sitesOf(followed, snapshot) };
	kept.set(snapshot.structure, inventory);
	return inventory;
}

type Followed = Pick<Inventory, "evaluation" | "flakes" | "reached">;

function followFlakes(snapshot: Snapshot): Followed {
	const evaluation = new Evaluation(snapshot, globals, library);
	const flakes: FlakeInventory[] = [];
	for (const path of [...snapshot.paths()].filter((path) => path.endsWith("/flake.nix")).sort()) {
		const before = evaluation.hosts.length;
		const flake = loadFlake(evaluation, path);
		if (flake === undefined) continue;
		visitOutputs(flake);
		const hosts = evaluation.hosts.slice(before).flatMap((host) => [host, ...host.users()]);
		for (const host of hosts) visitHost(host);
		flakes.push({ flake, hosts, templates: templatesOf(flake) });
	}
	return { evaluation, flakes, reached: new Set(evaluation.read) };
}

/** The sites of one file. */
interface FileSites {
	readonly tree: SyntaxTree | undefined;
	readonly imports: readonly Site[];
	readonly others: readonly Site[];
}

/** What an evaluation made, and the sites of each file. */
interface Found {
	readonly hosts: readonly Site[];
	readonly made: ReadonlyMap<string, ReadonlySet<Node>>;
	readonly files: Map<string, FileSites>;
}

const found = new WeakMap<Evaluation, Found>();

function sitesOf({ evaluation, flakes }: Followed, snapshot: Snapshot): Pick<Inventory, "sites" | "otherSites"> {
	const { hosts, made, files } = found.get(evaluation) ?? {
		hosts: evaluation.askInPassing(() => knownHostSites(flakes.flatMap((flake) => flake.hosts))),
		made: importsMade(evaluation),
		files: new Map<string, FileSites>(),
	};
	found.set(evaluation, { hosts, made, files });
	const places = new Set([...hosts.map(({ path }) => path), ...made.keys()]);
	for (const path of snapshot.paths()) if (mayHoldSites(snapshot, path)) places.add(path);
	const sites: Site[] = [];
	const otherSites: Site[] = [];
	for (const path of [...places].sort()) {
		const { tree } = snapshot.file(path) ?? {};
		const known = files.get(path);
		const fresh = known?.tree === tree ? known : undefined;
		const { imports, others } = fresh ?? evaluation.askInPassing(() => lookAt(path));
		files.set(path, { tree, imports, others });
		sites.push(...imports);
		otherSites.push(...[...hosts.filter((site) => site.path === path), ...others].sort(byPlace));
	}
	return { sites, otherSites };

	function lookAt(path: string): Pick<FileSites, "imports" | "others"> {
		const inputs = flakeOf(flakes, path)?.flake.inputs ?? new Map();
		const imports = importSites(evaluation, path, inputs, made.get(path) ?? new Set());
		return { imports, others: [...derivedSites(evaluation, path, imports), ...assumedHostSites(evaluation, path)] };
	}
}

/** Looks at a host's modules, and at what they are given: an instance may be made only when it is asked for. */
function visitHost(host: Host): void {
	host.graph();
	for (const given of alternatives(host.specialArgs.force())) {
		if (given.kind === "attrs") for (const { thunk } of given.entries.values()) thunk.force();
	}
}

/** False for a file that makes no instance by the looks of its text, and need not be parsed for that. */
function mayHoldSites(snapshot: Snapshot, path: string): boolean {
	return [callsImport, mayDerive, namesHostCall].some((pattern) => snapshot.matches(path, pattern));
}

function byPlace(a: Site, b: Site): number {
	return a.node.start - b.node.start;
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

/** The calls that made an instance, by file. */
function importsMade({ instances }: Evaluation): ReadonlyMap<string, ReadonlySet<Node>> {
	const made = new Map<string, Set<Node>>();
	for (const { spelling, at } of instances) {
		if (spelling !== "import" || at === undefined) continue;
		const { file } = at.environment;
		made.set(file, (made.get(file) ?? new Set()).add(at.node));
	}
	return made;
}

/** The flake in whose folder, or below it, a file stands; the nearest of several. */
export function flakeOf(flakes: readonly FlakeInventory[], path: string): FlakeInventory | undefined {
	const around = flakes.filter(({ flake }) => isBelow(path, folderOf(flake.path)));
	return around.sort((a, b) => b.flake.path.length - a.flake.path.length)[0];
}
