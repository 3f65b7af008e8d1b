/** A flake.lock, versions 5 to 7: a graph of nodes. */
export interface Lock {
	readonly root: string;
	readonly nodes: ReadonlyMap<string, LockNode>;
}

/** What a lock knows of one input, which several may share. */
export interface LockNode {
	/** Names of this node's inputs: the key of a node, or a `follows` path from the root. */
	readonly inputs: ReadonlyMap<string, string | readonly string[]>;
	readonly locked: LockedSource;
	/** Where the node's owner said that it comes from. */
	readonly original: LockedSource;
	/** False for plain sources (`flake = false`), which have no inputs. */
	readonly isFlake: boolean;
}

/** The attributes of a locked or original flake reference that we read. */
export interface LockedSource {
	readonly type: string | undefined;
	readonly owner: string | undefined;
	readonly repo: string | undefined;
	readonly id: string | undefined;
	readonly url: string | undefined;
	readonly path: string | undefined;
	readonly ref: string | undefined;
	/** The folder of the flake in its repository. */
	readonly dir: string | undefined;
	readonly host: string | undefined;
	readonly rev: string | undefined;
	/** A hash of all files. */
	readonly narHash: string | undefined;
	/** Seconds since 1970. */
	readonly lastModified: number | undefined;
}

/** What stands beside a flake.nix: a lock, none, or one that can't be read, with the reason in words for people. */
export type LockFile =
	| { readonly kind: "read"; readonly lock: Lock }
	| { readonly kind: "missing" }
	| { readonly kind: "unreadable"; readonly reason: string };

/** Reads the text of a flake.lock; undefined stands for a flake without one. */
export function readLock(text: string | undefined): LockFile {
	if (text === undefined) return { kind: "missing" };
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		return unreadable(hasConflict(text) ? "it has merge conflict markers in it" : "it is no valid JSON");
	}
	if (!isObject(json)) return unreadable("it is no JSON object");
	const { version, nodes: written, root } = json;
	if (version !== undefined && !(typeof version === "number" && version >= 5 && version <= 7)) {
		return unreadable(`it has version ${JSON.stringify(version)}, and only 5 to 7 are known`);
	}
	if (!isObject(written) || typeof root !== "string") return unreadable("it names no nodes or no root");
	const nodes = new Map<string, LockNode>();
	for (const [key, node] of Object.entries(written)) if (isObject(node)) nodes.set(key, lockNode(node));
	return nodes.has(root) ? { kind: "read", lock: { root, nodes } } : unreadable("its root is no node of it");
}

function unreadable(reason: string): LockFile {
	return { kind: "unreadable", reason };
}

/** True for a text that git has left for people to merge. */
function hasConflict(text: string): boolean {
	return /^(<{7}|>{7})( |\r?$)/m.test(text);
}

/**
 * The key of the node that an input of a node leads to, with `follows` resolved at every depth.
 * Undefined if the lock does not know the input, or its `follows` lead nowhere or in a circle.
 */
export function lockedInput(lock: Lock, node: string, input: string): string | undefined {
	const target = lock.nodes.get(node)?.inputs.get(input);
	if (target === undefined || typeof target === "string") return target;
	const known = followed.get(lock) ?? new Map<string, string | undefined>();
	followed.set(lock, known);
	const step = JSON.stringify([node, input]);
	if (known.has(step)) return known.get(step);
	// Whoever comes back here while this is being followed is in a circle.
	known.set(step, undefined);
	let at: string | undefined = lock.root;
	for (const name of target) at = at === undefined ? undefined : lockedInput(lock, at, name);
	known.set(step, at);
	return at;
}

/** The node at a path of names, if each input on the way, and the last one, brings a node of its own. */
export function ownNode(lock: Lock, path: readonly string[]): LockNode | undefined {
	let node = lock.nodes.get(lock.root);
	for (const name of path) {
		const key = node?.inputs.get(name);
		node = typeof key === "string" ? lock.nodes.get(key) : undefined;
	}
	return node;
}

/** Where the inputs of each lock that follow others lead. */
const followed = new WeakMap<Lock, Map<string, string | undefined>>();

function lockNode(node: Record<string, unknown>): LockNode {
	const inputs = new Map<string, string | readonly string[]>();
	for (const [name, target] of Object.entries(asObject(node["inputs"]))) {
		if (typeof target === "string") inputs.set(name, target);
		else if (Array.isArray(target))
			inputs.set(
				name,
				target.filter((step) => typeof step === "string"),
			);
	}
	// Up to version 5 the date and the hash stood beside the locked reference.
	const locked = { ...asObject(node["locked"]), ...asObject(node["info"]) };
	return {
		inputs,
		locked: source(locked),
		original: source(asObject(node["original"])),
		isFlake: node["flake"] !== false,
	};
}

function source(from: Record<string, unknown>): LockedSource {
	const text = (name: string) => (typeof from[name] === "string" ? from[name] : undefined);
	const modified = from["lastModified"];
	return {
		type: text("type"),
		owner: text("owner"),
		repo: text("repo"),
		id: text("id"),
		url: text("url"),
		path: text("path"),
		ref: text("ref"),
		dir: text("dir"),
		host: text("host"),
		rev: text("rev"),
		narHash: text("narHash"),
		// Nix writes 0 or 1 for the time of files that it has from its own store.
		lastModified: typeof modified === "number" && modified > 1 ? modified : undefined,
	};
}

function asObject(value: unknown): Record<string, unknown> {
	return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
