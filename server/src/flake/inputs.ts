import { namesNixpkgs } from "./brand.ts";
import { alternatives } from "./choices.ts";
import type { Lock, LockedSource, LockNode } from "./lock.ts";
import { lockedInput } from "./lock.ts";
import { attribute } from "./select.ts";
import type { Place, Value } from "./value.ts";

/** An input of a flake. */
export interface FlakeInput {
	/** Its name in flake.nix; for an input of an input, the path of names with `/` between. */
	readonly name: string;
	/** Equal for two inputs that are the same lock node. */
	readonly identity: string;
	readonly isNixpkgs: boolean;
	/** The reference as flake.nix or the lock writes it. */
	readonly url: string | undefined;
	readonly rev: string | undefined;
	/** When the locked commit was made, in seconds since 1970. */
	readonly lastModified: number | undefined;
	/** Where flake.nix declares it. */
	readonly definedAt: Place | undefined;
	/** Names of its own inputs, as far as the lock tells them. */
	readonly inputs: ReadonlyMap<string, () => FlakeInput>;
}

/**
 * The inputs of a flake by name: those that flake.nix declares and those that its outputs function names.
 * `declared` is the value of `inputs` in flake.nix, `formals` the names that `outputs` takes, `folder` tells flakes of
 * one workspace apart.
 */
export function flakeInputs(
	folder: string,
	declared: Value | undefined,
	formals: readonly string[],
	lock: Lock | undefined,
): ReadonlyMap<string, FlakeInput> {
	const inputs = new Map<string, FlakeInput>();
	const read = new Map<string, Declaration>();
	for (const set of declared === undefined ? [] : alternatives(declared)) {
		if (set.kind !== "attrs") continue;
		for (const [name, slot] of set.entries)
			read.set(name, { ...declaration(slot.thunk.force()), definedAt: slot.definedAt });
	}
	for (const name of formals)
		if (name !== "self" && !read.has(name)) read.set(name, { url: undefined, follows: undefined, nested: new Map() });
	for (const [name, written] of read) inputs.set(name, makeInput(folder, name, written, read, lock));
	return inputs;
}

interface Declaration {
	readonly url: string | undefined;
	/** The root input that this one is the same as. */
	readonly follows: string | undefined;
	/** The root inputs that its own inputs follow, by name. */
	readonly nested: ReadonlyMap<string, string>;
	readonly definedAt?: Place | undefined;
}

function declaration(value: Value): Declaration {
	const text = (name: string) => {
		const found = attribute(value, name);
		return found?.kind === "string" ? found.value : undefined;
	};
	const parts = [text("type"), text("owner"), text("repo") ?? text("id"), text("ref")].filter(
		(part) => part !== undefined,
	);
	return {
		url: text("url") ?? (parts.length > 0 ? parts.join("/") : undefined),
		follows: text("follows"),
		nested: nestedFollows(attribute(value, "inputs")),
	};
}

function makeInput(
	folder: string,
	name: string,
	written: Declaration,
	all: ReadonlyMap<string, Declaration>,
	lock: Lock | undefined,
): FlakeInput {
	const key = lock === undefined ? undefined : lockedInput(lock, lock.root, name);
	if (lock !== undefined && key !== undefined)
		return { ...lockedNode(folder, lock, key, name), definedAt: written.definedAt };
	const target = written.follows === undefined ? name : followed(written.follows, all);
	const url = all.get(target)?.url ?? target;
	return {
		name,
		identity: `${folder}#${target}`,
		isNixpkgs: namesNixpkgs(url) || (!namesRepository(url) && isNamedNixpkgs(target)),
		url,
		rev: revisionIn(url),
		lastModified: undefined,
		definedAt: written.definedAt,
		inputs: new Map(
			[...written.nested].flatMap(([own, root]) => {
				const target = all.get(root);
				return target === undefined ? [] : [[own, () => makeInput(folder, root, target, all, lock)] as const];
			}),
		),
	};
}

/** `inputs.<name>.follows` within an input, as far as it names an input of the flake. */
function nestedFollows(inputs: Value | undefined): ReadonlyMap<string, string> {
	const nested = new Map<string, string>();
	if (inputs?.kind !== "attrs") return nested;
	for (const [name, { thunk }] of inputs.entries) {
		const follows = attribute(thunk.force(), "follows");
		if (follows?.kind === "string") nested.set(name, follows.value);
	}
	return nested;
}

/** True for a URL that says which project it leads to, as opposed to a path, a name in the registry or a placeholder. */
function namesRepository(url: string): boolean {
	return /^(github|gitlab|sourcehut|git(\+\w+)?|hg(\+\w+)?|(tarball\+)?https?):/.test(url);
}

/** `nixpkgs`, `other/nixpkgs-unstable`. */
function isNamedNixpkgs(target: string): boolean {
	return /(^|\/)nixpkgs(-(un)?stable|-\d|$)/.test(target);
}

function followed(follows: string, all: ReadonlyMap<string, Declaration>): string {
	const visited = new Set<string>();
	let target = follows;
	while (!visited.has(target)) {
		visited.add(target);
		target = all.get(target)?.follows ?? target;
	}
	return target;
}

/** A node of the lock as an input; its own inputs are made when asked for, since nodes may follow each other. */
function lockedNode(folder: string, lock: Lock, key: string, name: string): FlakeInput {
	const node = lock.nodes.get(key);
	const inputs = new Map<string, () => FlakeInput>();
	for (const child of node?.inputs.keys() ?? []) {
		const target = lockedInput(lock, key, child);
		if (target !== undefined) inputs.set(child, () => lockedNode(folder, lock, target, `${name}/${child}`));
	}
	return {
		name,
		identity: `${folder}@${key}`,
		isNixpkgs: node !== undefined && isNixpkgsNode(node),
		url: node === undefined ? undefined : referenceOf(node.original),
		rev: node?.locked.rev,
		lastModified: node?.locked.lastModified,
		definedAt: undefined,
		inputs,
	};
}

/** True for a node of the lock that is a nixpkgs, or a fork of it. */
export function isNixpkgsNode({ original, locked, inputs }: LockNode): boolean {
	return isNixpkgsSource(original) || isNixpkgsSource(locked) || (inputs.size === 0 && isFork(original));
}

/** True for a repository that is called after nixpkgs, if it is asked for one of the branches of nixpkgs' channels. */
function isFork({ repo, ref }: LockedSource): boolean {
	return /nixpkgs/i.test(repo ?? "") && /^(nixos|nixpkgs)-(unstable(-small)?|\d\d\.\d\d(-\w+)?)$/.test(ref ?? "");
}

/** True for a locked or original reference that leads to nixpkgs, or to a fork of it by that name. */
function isNixpkgsSource({ repo, id, url, type, path }: LockedSource): boolean {
	// One file, which may well come from a repository of nixpkgs.
	if (type === "file") return false;
	if (type === "indirect" || id !== undefined) return id === "nixpkgs";
	if (repo !== undefined) return namesNixpkgs(repo);
	return namesNixpkgs(url ?? path ?? "");
}

/** A locked or original reference as flake.nix would write it, without what few references have. */
export function referenceOf({ type, owner, repo, ref, rev, id, url, path }: LockedSource): string {
	if (type === "github" || type === "gitlab" || type === "sourcehut") {
		return `${type}:${[owner, repo, ref ?? rev].filter((part) => part !== undefined).join("/")}`;
	}
	return [id ?? url ?? path ?? "", ref].filter((part) => part !== undefined).join("/");
}

function revisionIn(url: string): string | undefined {
	return /(?:^|[/=])([0-9a-f]{40})(?:$|[?&/.])/.exec(url)?.[1];
}
