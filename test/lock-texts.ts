/** A node of a lock to be written: where it comes from, and its inputs by name. */
export interface WrittenNode {
	/** `github:NixOS/nixpkgs/nixos-25.11`, or a repository alone. Undefined for the flake itself. */
	readonly from?: string;
	readonly rev?: string;
	/** Seconds since 1970. */
	readonly at?: number;
	readonly inputs?: Readonly<Record<string, string | readonly string[]>>;
	readonly flake?: false;
}

/** The text of a flake.lock. Up to version 5 the date stood beside the locked reference. */
export function lockText(nodes: Readonly<Record<string, WrittenNode>>, version: 5 | 6 | 7 = 7): string {
	const written = Object.entries(nodes).map(([key, { from, rev = "0".repeat(40), at = 0, inputs, flake }]) => {
		const own = { ...(inputs && { inputs }), ...(flake === false && { flake }) };
		if (from === undefined) return [key, own];
		const [, type, owner, repo, ref] = /^(\w+):([^/]+)\/([^/]+)(?:\/(.+))?$/.exec(from) ?? [];
		const source = { type, owner, repo };
		const stamp = { lastModified: at, narHash: `sha256-${rev}` };
		const locked =
			version === 5 ? { locked: { ...source, rev }, info: stamp } : { locked: { ...source, rev, ...stamp } };
		return [key, { ...own, ...locked, original: { ...source, ...(ref && { ref }) } }];
	});
	return JSON.stringify({ nodes: Object.fromEntries(written), root: "root", version }, undefined, "  ");
}
