import { type DeclaredInput, declaredAt, declaredFollows } from "./declared-inputs.ts";
import { isLockedFor } from "./flake-reference.ts";
import { type Lock, ownNode } from "./lock.ts";
import { type InputPath, isSamePath, type LockedInput, type LockGraph } from "./lock-graph.ts";

/** Something that a lock and its flake.nix do not agree on, until `nix flake lock` brings the lock up to date. */
export interface Drift {
	/** The input that it is about, or that has the input that it is about. */
	readonly path: InputPath;
	/**
	 * `not locked` is declared and not in the lock, `not declared` the other way round; the `reference` or what it
	 * `follows` is another one.
	 */
	readonly kind: "not locked" | "not declared" | "reference" | "follows";
}

/**
 * Where a lock is out of step with its flake.nix, as far as the text tells. `graph` is that of the lock alone, `named`
 * what the outputs function takes: Nix looks for an input of that name where none is declared.
 */
export function lockDrift(
	graph: LockGraph,
	inputs: ReadonlyMap<string, DeclaredInput>,
	named: Iterable<string>,
): readonly Drift[] {
	const { lock } = graph;
	const wanted = new Set([...inputs.keys(), ...named].filter((name) => name !== "self"));
	const locked = lock.nodes.get(lock.root)?.inputs ?? new Map<string, string | InputPath>();
	const missing = [...wanted].filter((name) => !locked.has(name));
	return [
		...missing.map((name): Drift => ({ path: [name], kind: "not locked" })),
		...graph.inputs.flatMap((input): Drift | readonly [] => {
			const kind = wanted.has(input.path[0] ?? "") ? driftOf(lock, input, inputs) : ofDropped(input);
			return kind === undefined ? [] : { path: input.path, kind };
		}),
	];
}

function ofDropped({ path }: LockedInput): Drift["kind"] | undefined {
	return path.length === 1 ? "not declared" : undefined;
}

function driftOf(
	lock: Lock,
	{ path, follows }: LockedInput,
	inputs: ReadonlyMap<string, DeclaredInput>,
): Drift["kind"] | undefined {
	const declared = declaredAt(inputs, path);
	const wanted = declared && declaredFollows(declared);
	if (wanted !== undefined) return follows !== undefined && isSamePath(wanted, follows) ? undefined : "follows";
	const isOverridden = path.length === 1 || declared?.attributes.has("url") === true;
	if (follows !== undefined) {
		// What an input itself lets its inputs follow begins with its own name.
		return isOverridden || follows[0] !== path[0] ? "follows" : undefined;
	}
	const original = isOverridden ? ownNode(lock, path)?.original : undefined;
	const name = path.at(-1) ?? "";
	return original !== undefined && isLockedFor(declared, name, original) === false ? "reference" : undefined;
}
