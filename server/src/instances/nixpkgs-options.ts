import { alternatives } from "../flake/choices.ts";
import { contextsOf } from "../flake/contexts.ts";
import type { Evaluation } from "../flake/evaluation.ts";
import type { Host } from "../flake/host.ts";
import { attribute } from "../flake/select.ts";
import type { Snapshot, SourceFile } from "../flake/snapshot.ts";
import type { Thunk } from "../flake/value.ts";
import { boundAttrs, unparenthesized } from "../syntax/attrs.ts";
import type { AttrBinding, Attrset, SyntaxTree } from "../syntax/nodes.ts";
import { descendants } from "../syntax/walk.ts";
import type { Inventory } from "./inventory.ts";
import { keptByTree } from "./kept-by-tree.ts";
import { hostAround } from "./site.ts";

/** What a module defines for the options `nixpkgs`, once for each time that it is known to be evaluated. */
export interface NixpkgsOptions {
	/** The value of `nixpkgs`, with `mkIf`, `mkMerge` and the like still in it. */
	readonly thunk: Thunk;
	readonly host: Host | undefined;
}

/** The definitions of `nixpkgs.…` in all modules of a workspace, whether or not a host is known to have them. */
export function nixpkgsOptions({ snapshot, evaluation }: Inventory): readonly NixpkgsOptions[] {
	return filesWithOptions(snapshot).flatMap(({ path, tree }) =>
		setsWithOptions(tree).flatMap((set) => valuesOf(evaluation, path, set)),
	);
}

/** The trees of all files that may define some. */
export function treesWithOptions(snapshot: Snapshot): readonly SyntaxTree[] {
	return filesWithOptions(snapshot).map(({ tree }) => tree);
}

function filesWithOptions(snapshot: Snapshot): readonly SourceFile[] {
	const paths = [...snapshot.paths()].filter((path) => snapshot.matches(path, setsOptions));
	return paths.flatMap((path) => snapshot.file(path) ?? []);
}

/** What every text matches that defines one. */
const setsOptions = /\bnixpkgs\s*(\.|=)/;

/** Those that say that `nixpkgs` is a set of options: an input of that name, or a registry's entry, has none of these. */
const telling = new Set("buildPlatform config crossSystem hostPlatform localSystem overlays pkgs system".split(" "));

const setsWithOptions = keptByTree(({ root }) => {
	const sets = [...descendants(root)].filter((node) => node.kind === "attrset");
	return sets.filter((set) => set.bindings.some((each) => each.kind === "binding" && definesOption(each)));
});

/** `nixpkgs.config = …`, `config.nixpkgs.config = …`, `nixpkgs = { config = …; }`, `nixpkgs = lib.mkIf … { … }`. */
function definesOption({ path, value }: AttrBinding): boolean {
	const names = path.attrs.map(({ name }) => name);
	const [first, second] = names[0] === "config" ? names.slice(1) : names;
	if (first !== "nixpkgs") return false;
	if (second !== undefined) return telling.has(second);
	let written = unparenthesized(value);
	while (written.kind === "apply") written = unparenthesized(written.argument);
	if (written.kind !== "attrset") return false;
	return written.bindings.flatMap(boundAttrs).some(({ name }) => telling.has(name ?? ""));
}

function valuesOf(evaluation: Evaluation, path: string, set: Attrset): readonly NixpkgsOptions[] {
	return contextsOf(evaluation, path, set).environments.flatMap((environment) => {
		const host = hostAround(evaluation, set, environment);
		const slots = alternatives(evaluation.evaluate(set, environment)).flatMap((value) => {
			const config = attribute(value, "config");
			const sets = config === undefined ? [value] : [value, config];
			return sets.flatMap((each) => (each.kind === "attrs" ? (each.entries.get("nixpkgs") ?? []) : []));
		});
		return slots.map(({ thunk }) => ({ thunk, host }));
	});
}
