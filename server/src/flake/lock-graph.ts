import { isNixpkgsNode, referenceOf } from "./inputs.ts";
import type { Lock } from "./lock.ts";

/** Names from the flake down to an input of an input: `["home-manager", "nixpkgs"]`. Empty for the flake itself. */
export type InputPath = readonly string[];

/** True for two paths of the same names. */
export function isSamePath(a: InputPath, b: InputPath): boolean {
	return a.length === b.length && a.every((name, index) => name === b[index]);
}

/** All inputs that a lock knows, and what they lead to. */
export interface LockGraph {
	readonly lock: Lock;
	/** Every input at every depth, those of the flake itself first, then by depth. What follows is not gone into. */
	readonly inputs: readonly LockedInput[];
	/** The nodes that are nixpkgs, in the same order. Nodes that nothing leads to are left out. */
	readonly nixpkgs: readonly NixpkgsNode[];
}

/** An input of the flake, or of one of its inputs. */
export interface LockedInput {
	readonly path: InputPath;
	/** What it follows, from the flake down; undefined if it brings a node of its own. */
	readonly follows: InputPath | undefined;
	/** The key of the node that it comes to; undefined if what it follows leads nowhere or in a circle. */
	readonly node: string | undefined;
	readonly isCyclic: boolean;
}

/** A nixpkgs that a lock holds. */
export interface NixpkgsNode {
	/** Its key in flake.lock. */
	readonly key: string;
	/** Equal for nodes that are the same files. */
	readonly identity: string;
	readonly rev: string | undefined;
	/** When the locked commit was made, in seconds since 1970. */
	readonly lastModified: number | undefined;
	/** The branch or tag that was asked for: `nixos-25.11`. */
	readonly ref: string | undefined;
	/** The reference as flake.nix would write it. */
	readonly url: string;
	/** The input that brings it. */
	readonly broughtBy: InputPath;
	/** The other inputs that come to it. */
	readonly followedBy: readonly InputPath[];
}

const kept = new WeakMap<Lock, LockGraph>();

/** The graph of a lock as it is. Computed once. */
export function graphOf(lock: Lock): LockGraph {
	const graph = kept.get(lock) ?? lockGraph(lock);
	kept.set(lock, graph);
	return graph;
}

/**
 * The graph of a lock. `follows` gives, for the path of an input, what flake.nix lets it follow: with it the graph is
 * what the lock's will be once Nix has brought it up to date, as far as that can be told without fetching.
 */
export function lockGraph(
	lock: Lock,
	follows: (path: InputPath) => InputPath | undefined = () => undefined,
): LockGraph {
	const edges = new Map(collect(lock, follows).map((edge) => [keyOf(edge.path), edge]));
	const known = new Map<string, End>();
	const inputs = [...edges.values()].map((edge): LockedInput => {
		const end = endOf(edges, edge, known);
		const node = end === "root" ? lock.root : typeof end === "string" ? undefined : end.own;
		return { path: edge.path, follows: edge.follows, node, isCyclic: end === "circle" };
	});
	return { lock, inputs, nixpkgs: nixpkgsNodes(lock, inputs) };
}

/** The nixpkgs nodes that come with an input of the flake, at any depth; not the input itself. */
export function broughtAlong({ nixpkgs }: LockGraph, input: string): readonly NixpkgsNode[] {
	return nixpkgs.filter(({ broughtBy }) => broughtBy.length > 1 && broughtBy[0] === input);
}

/** An input before what it follows is resolved. */
interface Edge {
	readonly path: InputPath;
	readonly follows: InputPath | undefined;
	/** The key of its own node. */
	readonly own: string | undefined;
}

/** All inputs, by depth. A node is gone into once. */
function collect(lock: Lock, follows: (path: InputPath) => InputPath | undefined): readonly Edge[] {
	const edges: Edge[] = [];
	const reached = new Set([lock.root]);
	let level: { key: string; path: InputPath }[] = [{ key: lock.root, path: [] }];
	while (level.length > 0) {
		const next: typeof level = [];
		for (const from of level) {
			for (const [name, target] of lock.nodes.get(from.key)?.inputs ?? []) {
				const path = [...from.path, name];
				const own = typeof target === "string" ? target : undefined;
				const followed = follows(path) ?? (typeof target === "string" ? undefined : target);
				edges.push({ path, follows: followed, own });
				if (followed !== undefined || own === undefined || reached.has(own)) continue;
				reached.add(own);
				next.push({ key: own, path });
			}
		}
		level = next;
	}
	return edges;
}

/** Where `follows` lead in the end: to an input with a node of its own, or to the flake itself. */
type End = Edge | "root" | "nowhere" | "circle";

/** Follows an input to its end. `known` keeps each answer, and tells of circles. */
function endOf(edges: ReadonlyMap<string, Edge>, edge: Edge, known: Map<string, End>): End {
	if (edge.follows === undefined) return edge;
	const key = keyOf(edge.path);
	let end = known.get(key);
	if (end !== undefined) return end;
	known.set(key, "circle");
	end = "root";
	for (const name of edge.follows) {
		if (end === "nowhere" || end === "circle") break;
		const next: Edge | undefined = edges.get(keyOf([...(end === "root" ? [] : end.path), name]));
		end = next === undefined ? "nowhere" : endOf(edges, next, known);
	}
	known.set(key, end);
	return end;
}

function nixpkgsNodes(lock: Lock, inputs: readonly LockedInput[]): readonly NixpkgsNode[] {
	const byNode = new Map<string, LockedInput[]>();
	for (const input of inputs) {
		if (input.node === undefined) continue;
		const leading = byNode.get(input.node);
		if (leading === undefined) byNode.set(input.node, [input]);
		else leading.push(input);
	}
	return [...byNode].flatMap(([key, leading]) => {
		const node = lock.nodes.get(key);
		const first = leading.find(({ follows }) => follows === undefined);
		if (node === undefined || first === undefined) return [];
		const { locked, original } = node;
		if (!isNixpkgsNode(node)) return [];
		return {
			key,
			identity: locked.narHash ?? locked.rev ?? key,
			rev: locked.rev,
			lastModified: locked.lastModified,
			ref: original.ref,
			url: referenceOf(original),
			broughtBy: first.path,
			followedBy: leading.filter((input) => input !== first).map(({ path }) => path),
		};
	});
}

/** Names can hold anything that can be typed, a slash as well. */
function keyOf(path: InputPath): string {
	return path.join("\0");
}
