import { channelOf, isFork } from "./channel.ts";
import { type DeclaredInput, declaredInputs, followsAt } from "./declared-inputs.ts";
import type { Flake } from "./flake.ts";
import type { Lock } from "./lock.ts";
import { type Drift, lockDrift } from "./lock-drift.ts";
import { broughtAlong, graphOf, type InputPath, type LockGraph, lockGraph, type NixpkgsNode } from "./lock-graph.ts";
import { knownOwner } from "./own-nixpkgs.ts";
import type { Snapshot, SourceFile } from "./snapshot.ts";

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

/** A nixpkgs that an input brings along, and had better keep. */
export interface KeptNixpkgs {
	readonly path: InputPath;
	/** Why, as a clause for people. */
	readonly reason: string;
}

const kept = new WeakMap<Flake, Inputs>();

/** The inputs of a flake; undefined without a lock that can be read. Computed once for each text of its flake.nix. */
export function inputsOf(snapshot: Snapshot, flake: Flake): Inputs | undefined {
	const file = snapshot.file(flake.path);
	if (file === undefined || flake.lock.kind !== "read") return undefined;
	const known = kept.get(flake);
	const inputs = known?.file === file ? known : readInputs(file, flake, flake.lock.lock);
	kept.set(flake, inputs);
	return inputs;
}

function readInputs(file: SourceFile, flake: Flake, lock: Lock): Inputs {
	const declared = declaredInputs(file.tree.root);
	const drift = lockDrift(graphOf(lock), declared, flake.inputs.keys());
	const isInStep = !drift.some(({ kind }) => kind === "follows");
	const graph = isInStep ? graphOf(lock) : lockGraph(lock, (path) => followsAt(declared, path));
	return { file, declared, graph, drift, nixpkgs: nixpkgsInputs(graph) };
}

/** True if the lock holds what flake.nix asks for by the name of an input, so that what comes with it is known. */
export function isLocked({ declared, drift }: Inputs, name: string): boolean {
	return declared.has(name) && !drift.some(({ path }) => path.length === 1 && path[0] === name);
}

/** What an input of the flake brings along and could follow instead. */
export function missingIn(inputs: Inputs, name: string): readonly MissingFollow[] {
	return broughtBy(inputs, name).filter((each) => "target" in each);
}

/** What an input of the flake brings along and had better keep. */
export function keptIn(inputs: Inputs, name: string): readonly KeptNixpkgs[] {
	return broughtBy(inputs, name).filter((each) => "reason" in each);
}

/** True for what an input of the flake brings itself, and not through inputs of its own. */
export function isDirect({ path }: { readonly path: InputPath }): boolean {
	return path.length === 2;
}

const judged = new WeakMap<Inputs, Map<string, readonly (MissingFollow | KeptNixpkgs)[]>>();

/** Everything that an input brings along, but for what flake.nix has chosen itself. Judged once. */
function broughtBy(inputs: Inputs, name: string): readonly (MissingFollow | KeptNixpkgs)[] {
	const byName = judged.get(inputs) ?? new Map<string, readonly (MissingFollow | KeptNixpkgs)[]>();
	judged.set(inputs, byName);
	const brought = byName.get(name) ?? judge(inputs, name);
	byName.set(name, brought);
	return brought;
}

function judge(inputs: Inputs, name: string): readonly (MissingFollow | KeptNixpkgs)[] {
	if (!isLocked(inputs, name) || inputs.nixpkgs.size === 0) return [];
	const own = new Set([...inputs.nixpkgs.values()].map(({ key }) => key));
	return broughtAlong(inputs.graph, name).flatMap((node) => {
		const path = node.broughtBy;
		// What the flake's own nixpkgs follows can't follow that in turn.
		if (own.has(node.key) || isChosen(inputs.declared, path)) return [];
		const reason = reasonToKeep(inputs, node);
		if (reason !== undefined) return { path, reason };
		const target = targetFor(inputs, node);
		const asked = `it asks for ${node.ref ?? node.url}, and no input of this flake is that`;
		return target === undefined ? { path, reason: asked } : { path, node, target };
	});
}

/** Why no other nixpkgs can stand for one. */
function reasonToKeep({ graph: { lock }, nixpkgs }: Inputs, { key, broughtBy, url }: NixpkgsNode): string | undefined {
	const original = lock.nodes.get(key)?.original;
	if (original?.rev !== undefined) return "its owner has pinned it to one commit";
	// What has inputs of its own is a flake around nixpkgs.
	const isFlake = (lock.nodes.get(key)?.inputs.size ?? 0) > 0;
	const isOther = original !== undefined && isFork(original) && ![...nixpkgs.values()].some((own) => own.url === url);
	if (isFlake || isOther) return `it is a fork, ${url}`;
	const owners = broughtBy.slice(1, -1).map((_, index) => broughtBy.slice(0, index + 2));
	const owner = owners.find((path) => knownOwner(lock, path) !== undefined);
	return owner && `the owner of ‘${owner.join("/")}’ would have it stay`;
}

function nixpkgsInputs({ nixpkgs, inputs }: LockGraph): ReadonlyMap<string, NixpkgsNode> {
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
	const name = broughtBy.at(-1) ?? "";
	const own = [...nixpkgs].sort(([a], [b]) => Number(b === "nixpkgs") - Number(a === "nixpkgs"));
	const nearest = (test: (own: NixpkgsNode) => boolean) => {
		const names = own.flatMap(([name, each]) => (test(each) ? name : []));
		return names.find((each) => each === name) ?? names[0];
	};
	const same = nearest((each) => each.url === url);
	const channel = channelOf(lock.nodes.get(key)?.original);
	if (same !== undefined || channel === undefined) return same;
	const [main] = nixpkgs.has("nixpkgs") || nixpkgs.size === 1 ? own : [];
	const ofChannel = nearest((each) => channelOf(lock.nodes.get(each.key)?.original) === channel);
	return ofChannel ?? (name === "nixpkgs" ? main?.[0] : undefined);
}
