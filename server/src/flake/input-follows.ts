import { channelOf } from "./channel.ts";
import { type DeclaredInput, declaredInputs, followsAt } from "./declared-inputs.ts";
import type { Flake } from "./flake.ts";
import { type Drift, lockDrift } from "./lock-drift.ts";
import { broughtAlong, graphOf, type InputPath, type LockGraph, lockGraph, type NixpkgsNode } from "./lock-graph.ts";
import { knownOwner } from "./own-nixpkgs.ts";
import type { Snapshot, SourceFile } from "./workspace.ts";

/** What a flake.nix says about its inputs, beside what its lock knows of them. */
export interface Inputs {
	readonly file: SourceFile;
	readonly declared: ReadonlyMap<string, DeclaredInput>;
	/** The lock as it will be, once Nix has brought it in step with what flake.nix lets inputs follow. */
	readonly graph: LockGraph;
	/** Where the lock as it is has something else than flake.nix. */
	readonly drift: readonly Drift[];
	/** The flake's own inputs that are nixpkgs, by name. */
	readonly nixpkgs: ReadonlyMap<string, NixpkgsNode>;
}

/** A nixpkgs that an input brings along, and could do without. */
export interface MissingFollow {
	/** The input of an input that brings it. */
	readonly path: InputPath;
	readonly node: NixpkgsNode;
	/** The flake's own input that it could follow instead. */
	readonly target: string;
}

/** The inputs of a flake; undefined without a lock that can be read. */
export function inputsOf(snapshot: Snapshot, flake: Flake): Inputs | undefined {
	const file = snapshot.file(flake.path);
	if (file === undefined || flake.lock.kind !== "read") return undefined;
	const { lock } = flake.lock;
	const declared = declaredInputs(file.tree.root);
	const graph = lockGraph(lock, (path) => followsAt(declared, path));
	const drift = lockDrift(graphOf(lock), declared, flake.inputs.keys());
	return { file, declared, graph, drift, nixpkgs: ownNixpkgs(graph) };
}

/** True if the lock holds what flake.nix asks for by the name of an input, so that what comes with it is known. */
export function isLocked({ declared, drift }: Inputs, name: string): boolean {
	return declared.has(name) && !drift.some(({ path }) => path.length === 1 && path[0] === name);
}

/**
 * What an input of the flake brings along and could follow instead. A nixpkgs that its owner has pinned to a commit or a
 * release that the flake does not have is not among it, nor a fork, one that flake.nix itself has chosen, or one that
 * comes with an input whose owner would have it stay.
 */
export function missingIn(inputs: Inputs, name: string): readonly MissingFollow[] {
	if (!isLocked(inputs, name)) return [];
	return broughtAlong(inputs.graph, name).flatMap((node) => {
		const path = node.broughtBy;
		const isOwners = path.slice(1, -1).some((_, index) => knownOwner(inputs.graph.lock, path.slice(0, index + 2)));
		const target = isOwners ? undefined : targetFor(inputs, node);
		return target === undefined || isChosen(inputs.declared, path) ? [] : { path, node, target };
	});
}

function ownNixpkgs({ nixpkgs, inputs }: LockGraph): ReadonlyMap<string, NixpkgsNode> {
	const byKey = new Map(nixpkgs.map((node) => [node.key, node]));
	return new Map(
		inputs.flatMap(({ path: [name, ...more], node }) => {
			const found = node === undefined ? undefined : byKey.get(node);
			return found === undefined || name === undefined || more.length > 0 ? [] : [[name, found] as const];
		}),
	);
}

/** True if flake.nix says where an input at a path, or one on the way to it, comes from. */
function isChosen(inputs: ReadonlyMap<string, DeclaredInput>, [name = "", ...rest]: InputPath): boolean {
	const input = inputs.get(name);
	if (input === undefined) return false;
	if (rest.length === 0) return input.attributes.size > 0;
	return (input.path.length > 1 && input.attributes.size > 0) || isChosen(input.inputs, rest);
}

/**
 * The flake's own nixpkgs that is nearest to what an input asks for: the same reference, the same release, or, for an
 * input that is called no more than `nixpkgs`, the flake's main one. Undefined if none is near enough.
 */
function targetFor({ graph: { lock }, nixpkgs }: Inputs, { key, broughtBy, url }: NixpkgsNode): string | undefined {
	const node = lock.nodes.get(key);
	// What has inputs of its own is a flake around nixpkgs.
	if (node === undefined || node.inputs.size > 0 || node.original.rev !== undefined) return undefined;
	const name = broughtBy.at(-1) ?? "";
	const own = [...nixpkgs].sort(([a], [b]) => Number(b === "nixpkgs") - Number(a === "nixpkgs"));
	const nearest = (test: (own: NixpkgsNode) => boolean) => {
		const names = own.flatMap(([name, each]) => (test(each) ? name : []));
		return names.find((each) => each === name) ?? names[0];
	};
	const same = nearest((each) => each.url === url);
	const channel = channelOf(node.original);
	if (same !== undefined || channel === undefined) return same;
	const [main] = nixpkgs.has("nixpkgs") || nixpkgs.size === 1 ? own : [];
	const ofChannel = nearest((each) => channelOf(lock.nodes.get(each.key)?.original) === channel);
	return ofChannel ?? (name === "nixpkgs" ? main?.[0] : undefined);
}
