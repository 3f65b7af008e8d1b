import type { Expression } from "../syntax/nodes.ts";
import type { Host } from "./host.ts";
import type { FlakeInput } from "./inputs.ts";
import type { Instance } from "./instance.ts";
import type { Value } from "./value.ts";

/** What an attribute set stands for. */
export type Brand =
	| { readonly kind: "input"; readonly input: FlakeInput }
	| { readonly kind: "instance"; readonly instance: Instance }
	| { readonly kind: "host"; readonly host: Host }
	| { readonly kind: "library"; readonly source: Tree }
	/** A flake itself; `path` is that of its flake.nix. */
	| { readonly kind: "self"; readonly path: string }
	/** All inputs of a flake, as its outputs get them. */
	| { readonly kind: "inputs" }
	/** A set of one thing for each system; `of` gives it for a system that may not be known. */
	| { readonly kind: "systems"; readonly of: (system: Value) => Value };

/** A tree of files that a path can point into. */
export type Tree =
	/** The workspace folder. */
	| { readonly kind: "workspace" }
	/** The computer that evaluates the flake: an absolute path such as `/etc/nixos`. */
	| { readonly kind: "computer" }
	/** What a flake input brings. */
	| { readonly kind: "input"; readonly input: FlakeInput }
	/** `<name>`, found through NIX_PATH. */
	| { readonly kind: "lookup-path"; readonly name: string }
	/** Another tree with patches applied: what `applyPatches` gives. */
	| { readonly kind: "patched"; readonly base: Tree }
	/** The result of a fetcher call, such as `builtins.fetchTarball`. */
	| {
			readonly kind: "fetcher";
			readonly call: Expression;
			readonly url: string | undefined;
			readonly rev: string | undefined;
	  };

/** There is one of each, so that they can be compared as they are. */
export const workspaceTree: Tree = { kind: "workspace" };
export const computerTree: Tree = { kind: "computer" };

/** A text that is equal for two trees only if they are the same; undefined if that can't be told. */
export function treeIdentity(tree: Tree): string | undefined {
	switch (tree.kind) {
		case "workspace":
		case "computer":
			return tree.kind;
		case "input":
			return `input ${tree.input.identity}`;
		case "lookup-path":
			return `<${tree.name}>`;
		case "patched":
			return undefined;
		case "fetcher":
			return tree.url === undefined ? undefined : `fetched ${JSON.stringify([tree.url, tree.rev])}`;
	}
}

/** True for a tree that is a checkout of nixpkgs, as far as its name tells. */
export function isNixpkgs(tree: Tree): boolean {
	switch (tree.kind) {
		case "input":
			return tree.input.isNixpkgs;
		case "lookup-path":
			return /^(nixpkgs|nixos|nixos-unstable|unstable|stable)$/.test(tree.name) || tree.name.startsWith("nixpkgs-");
		case "fetcher":
			return tree.url !== undefined && namesNixpkgs(tree.url);
		case "patched":
			return isNixpkgs(tree.base);
		case "workspace":
		case "computer":
			return false;
	}
}

/** True for a URL or flake reference that leads to nixpkgs, or to a fork of it by that name. */
export function namesNixpkgs(url: string): boolean {
	return (
		/(^|[/:]|-)nixpkgs(\.git)?([/?#]|$)/i.test(url) ||
		/channels?\.nixos\.org|releases\.nixos\.org/.test(url) ||
		/\/nixpkgs\/archive\/|nixexprs\.tar/.test(url) ||
		/flakehub\.com\/f\/(pinned\/)?(NixOS|DeterminateSystems)\/nixpkgs/i.test(url)
	);
}
