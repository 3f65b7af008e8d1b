import { isNixpkgs } from "../flake/brand.ts";
import { alternatives } from "../flake/choices.ts";
import type { Evaluation } from "../flake/evaluation.ts";
import type { FlakeInput } from "../flake/inputs.ts";
import { toText } from "../flake/paths.ts";
import type { Value } from "../flake/value.ts";
import { unparenthesized } from "../syntax/attrs.ts";
import type { Expression, Node } from "../syntax/nodes.ts";
import { isAssumedImport } from "./assumed-source.ts";
import { boundValue, type ImportCall, importCalls } from "./imports.ts";
import { keptByTree } from "./kept-by-tree.ts";
import { isKnown, type Site, siteAt } from "./site.ts";

/**
 * All imports of nixpkgs that a file writes: those that the evaluation knows, and those that it knows nothing of and
 * that are nixpkgs by their names. `inputs` are those of the flake that the file belongs to, `made` the calls in this
 * file that made an instance during the evaluation.
 */
export function importSites(
	evaluation: Evaluation,
	path: string,
	inputs: ReadonlyMap<string, FlakeInput>,
	made: ReadonlySet<Node>,
): readonly Site[] {
	// Most files call no import at all, and need not be parsed for this.
	const file = evaluation.snapshot.matches(path, callsImport) ? evaluation.snapshot.file(path) : undefined;
	if (file === undefined) return [];
	const written = importCallsIn(file.tree);
	const named = namedCalls(made, new Set(written.map(({ node }) => node)));
	const look = (call: ImportCall) => siteAt(evaluation, { path, spelling: "import", ...call });
	const isInput = (name: string) => inputs.get(name)?.isNixpkgs;
	const namedSites = named.map(look).filter(isKnown);
	const called = new Set(namedSites.map(({ source }) => calledFunction(source)));
	const writtenSites = written
		.filter(({ node }) => !called.has(node))
		.map(look)
		.filter((site) => isKnown(site) || (verdict(evaluation, site) ?? isAssumedImport(site, isInput)));
	return [...writtenSites, ...namedSites].sort((a, b) => a.node.start - b.node.start);
}

/** What every file that calls `import` matches. */
export const callsImport = /\bimport\b/;

const importCallsIn = keptByTree(({ root }) => [...importCalls(root)]);

/** The calls of `mk` where `mk = import nixpkgs`. */
function namedCalls(made: ReadonlySet<Node>, written: ReadonlySet<Node>): readonly ImportCall[] {
	return [...made].flatMap((node) =>
		node.kind === "apply" && !written.has(node) ? [{ node, source: node.function, argument: node.argument }] : [],
	);
}

/** `import nixpkgs` for a name that is bound to it. */
function calledFunction(source: Expression): Expression | undefined {
	const name = unparenthesized(source);
	const value = name.kind === "variable" ? boundValue(name) : undefined;
	return value && unparenthesized(value);
}

/** Whether nixpkgs is imported, as far as the evaluation knows: true, false, or undefined where it does not. */
function verdict(evaluation: Evaluation, { source, uses }: Site): boolean | undefined {
	const verdicts = uses.flatMap(({ environment }) =>
		alternatives(toText(evaluation.evaluate(source, environment), false)).map((value) => judge(evaluation, value)),
	);
	if (verdicts.includes(true)) return true;
	return verdicts.length > 0 && verdicts.every((each) => each === false) ? false : undefined;
}

function judge({ snapshot }: Evaluation, value: Value): boolean | undefined {
	if (value.kind === "unknown") return undefined;
	if (value.kind !== "path") return false;
	const { tree, path } = value;
	if (isNixpkgs(tree)) return path === "/" || path === "/default.nix";
	if (tree.kind === "fetcher" && tree.url === undefined) return undefined;
	return tree.kind === "workspace" && snapshot.kind(path) === undefined ? undefined : false;
}
