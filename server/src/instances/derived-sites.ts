import type { Environment } from "../flake/environment.ts";
import { attributeAt } from "../flake/evaluate.ts";
import type { Evaluation } from "../flake/evaluation.ts";
import { type Instance, instanceOf } from "../flake/instance.ts";
import { ready, string, type Value } from "../flake/value.ts";
import { unparenthesized } from "../syntax/attrs.ts";
import type { Apply, Attr, Expression, Node, Select } from "../syntax/nodes.ts";
import { descendants } from "../syntax/walk.ts";
import { keptByTree } from "./kept-by-tree.ts";
import { isNamedPackageSet } from "./nixpkgs-names.ts";
import { type Site, siteAt } from "./site.ts";

/**
 * The places of a file that make an instance of another one: `extend`, `appendOverlays`, and variants such as
 * `pkgsCross.x`. `imports` are the imports of nixpkgs in the same file.
 */
export function derivedSites(evaluation: Evaluation, path: string, imports: readonly Site[]): readonly Site[] {
	const file = evaluation.snapshot.matches(path, mayDerive) ? evaluation.snapshot.file(path) : undefined;
	if (file === undefined) return [];
	const sites: Site[] = [];
	const made = new Set(imports.map(({ node }) => node));
	for (const node of derivationsIn(file.tree)) {
		const site = node.kind === "apply" ? extension(evaluation, path, node, made) : variant(evaluation, path, node);
		if (site === undefined) continue;
		made.add(site.node);
		sites.push(site);
	}
	return sites.reverse();
}

/** What every file matches that makes an instance of another one. */
export const mayDerive = /\bextend\b|\bappendOverlays\b|\bpkgs[A-Zix]/;

/** What may be such a place by its looks, inner ones first. */
const derivationsIn = keptByTree(({ root }) => [...descendants(root)].filter(looksDerived).reverse());

function looksDerived(node: Node): node is Apply | Select {
	if (node.kind === "apply") return extended(node) !== undefined;
	return node.kind === "select" && variantAttr(node) !== undefined;
}

/** What `extend` or `appendOverlays` is selected from, if a call is of either. */
function extended(node: Apply): Select | undefined {
	const called = unparenthesized(node.function);
	const name = called.kind === "select" ? called.path.attrs.at(-1)?.name : undefined;
	return called.kind === "select" && (name === "extend" || name === "appendOverlays") ? called : undefined;
}

/** `pkgs.extend overlay` and `pkgs.appendOverlays overlays`. Libraries and package sets of a language have both too. */
function extension(evaluation: Evaluation, path: string, node: Apply, made: ReadonlySet<Expression>): Site | undefined {
	const called = extended(node);
	if (called === undefined) return undefined;
	const name = called.path.attrs.at(-1)?.name;
	const spelling = name === "extend" ? "extend" : "append-overlays";
	const site = siteAt(evaluation, { path, node, spelling, source: called, argument: node.argument });
	const known = site.uses.map(({ environment }) => holder(evaluation, called, environment));
	if (known.some((value) => instanceOf(value) !== undefined)) return site;
	if (known.length > 0 && known.every(({ kind }) => kind !== "unknown" && kind !== "choice")) return undefined;
	if (called.path.attrs.length === 1 && made.has(unparenthesized(called.target))) return site;
	return name === "appendOverlays" || isNamedPackageSet(called) ? site : undefined;
}

/** The value of all but the last step of a path, or of its first ones. */
function holder(
	evaluation: Evaluation,
	{ target, path }: Select,
	environment: Environment,
	length = path.attrs.length - 1,
): Value {
	return attributeAt(evaluation, evaluation.evaluate(target, environment), path.attrs.slice(0, length), environment);
}

/** `pkgs.pkgsStatic.hello`: the set up to the variant is an instance of its own. */
function variant(evaluation: Evaluation, path: string, node: Select): Site | undefined {
	const attr = variantAttr(node);
	if (attr === undefined) return undefined;
	const at = node.path.attrs.indexOf(attr);
	const names = node.path.attrs.slice(0, at + 1).map(({ name }) => name);
	const site = siteAt(evaluation, { path, node, spelling: "variant", source: node.target, argument: undefined });
	const uses = site.uses.map((use) => {
		const from = holder(evaluation, node, use.environment, firstOfVariant(names));
		const base = instanceOf(from);
		const name = names.slice(firstOfVariant(names)).join(".");
		return { ...use, instance: base && variantOf(base, name, { node, environment: use.environment }) };
	});
	return { ...site, uses };
}

function variantOf(base: Instance, name: string, at: Instance["at"]): Instance {
	const argument = ready(string(name));
	return { spelling: "variant", source: base.source, argument, at, base, system: base.system };
}

function firstOfVariant(names: readonly (string | undefined)[]): number {
	return names.findIndex((name) => name !== undefined && (name === "pkgsCross" || variants.has(name)));
}

/** The attribute of a path that names a variant, or the platform of `pkgsCross`; undefined if there is none. */
export function variantAttr({ path }: Select): Attr | undefined {
	const at = firstOfVariant(path.attrs.map(({ name }) => name));
	if (at < 0) return undefined;
	return path.attrs[at]?.name === "pkgsCross" ? path.attrs[at + 1] : path.attrs[at];
}

/** Package sets that nixpkgs derives from the one they are taken from; source: its pkgs/top-level/variants.nix. */
const variants = new Set([
	"pkgsLLVM",
	"pkgsLLVMLibc",
	"pkgsArocc",
	"pkgsZig",
	"pkgsMusl",
	"pkgsi686Linux",
	"pkgsx86_64Darwin",
	"pkgsStatic",
	"pkgsExtraHardening",
	"pkgsCuda",
	"pkgsRocm",
]);
