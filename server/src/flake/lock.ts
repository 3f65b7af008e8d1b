/** A flake.lock, versions 5 to 7: a graph of nodes. */
export interface Lock {
	readonly root: string;
	readonly nodes: ReadonlyMap<string, LockNode>;
}

export interface LockNode {
	/** Names of this node's inputs: the key of a node, or a `follows` path from the root. */
	readonly inputs: ReadonlyMap<string, string | readonly string[]>;
	readonly locked: LockedSource;
	/** Where the node's owner said that it comes from. */
	readonly original: LockedSource;
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
	readonly rev: string | undefined;
	/** Seconds since 1970. */
	readonly lastModified: number | undefined;
}

/** Reads a flake.lock; undefined if it is no valid one, as with merge conflict markers in it. */
export function parseLock(text: string): Lock | undefined {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		return undefined;
	}
	if (!isObject(json) || !isObject(json["nodes"]) || typeof json["root"] !== "string") return undefined;
	const nodes = new Map<string, LockNode>();
	for (const [key, node] of Object.entries(json["nodes"])) if (isObject(node)) nodes.set(key, lockNode(node));
	return nodes.has(json["root"]) ? { root: json["root"], nodes } : undefined;
}

/**
 * The key of the node that an input of a node leads to, with `follows` resolved at every depth.
 * Undefined if the lock does not know the input, or its `follows` lead nowhere or in a circle.
 */
export function lockedInput(lock: Lock, node: string, input: string): string | undefined {
	return resolve(lock, node, input, new Set());
}

function resolve(lock: Lock, node: string, input: string, visited: Set<string>): string | undefined {
	const step = JSON.stringify([node, input]);
	if (visited.has(step)) return undefined;
	visited.add(step);
	const target = lock.nodes.get(node)?.inputs.get(input);
	if (target === undefined || typeof target === "string") return target;
	let at: string | undefined = lock.root;
	for (const name of target) at = at === undefined ? undefined : resolve(lock, at, name, visited);
	return at;
}

function lockNode(node: Record<string, unknown>): LockNode {
	const inputs = new Map<string, string | readonly string[]>();
	for (const [name, target] of Object.entries(isObject(node["inputs"]) ? node["inputs"] : {})) {
		if (typeof target === "string") inputs.set(name, target);
		else if (Array.isArray(target))
			inputs.set(
				name,
				target.filter((step) => typeof step === "string"),
			);
	}
	return { inputs, locked: source(node["locked"]), original: source(node["original"]) };
}

function source(value: unknown): LockedSource {
	const from = isObject(value) ? value : {};
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
		rev: text("rev"),
		lastModified: typeof modified === "number" ? modified : undefined,
	};
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
