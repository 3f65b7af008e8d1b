import { type Tree, treeIdentity } from "../flake/brand.ts";
import type { FlakeInput } from "../flake/inputs.ts";
import { resolve } from "../semantics/scopes.ts";
import { unparenthesized } from "../syntax/attrs.ts";
import type { Expression } from "../syntax/nodes.ts";
import { literalText } from "./fetched-source.ts";
import { flakeOf } from "./follow-flakes.ts";
import type { Inventory } from "./inventory.ts";
import { variableName } from "./nixpkgs-names.ts";
import { lastName } from "./shapes.ts";
import type { Site } from "./site.ts";

/** Which nixpkgs a site makes its instance from. What is not known, or not the same each time, is undefined. */
export interface Source {
	readonly kind: "input" | "lookup-path" | "fetcher" | "pin" | "path" | "pkgs-path" | "patched" | "unknown";
	/** The flake input, by the path of names that leads to it. */
	readonly input: string | undefined;
	/** The locked commit. */
	readonly rev: string | undefined;
	/** The day on which that commit was made: `2025-11-24`. */
	readonly date: string | undefined;
	/** A reference as flake.nix, the lock or a fetcher's call writes it, or the lookup path. */
	readonly url: string | undefined;
}

/** Seconds since 1970 to the end of the year 9999; a lock may say anything. */
const maxMoment = 253_402_300_800;

/** The source of a site; by its names alone where the evaluation knows nothing of it. */
export function sourceOf(inventory: Inventory, site: Site): Source {
	const [first, ...others] = distinctTrees(site).map(describeTree);
	const isPackagesPath = site.spelling === "import" && lastAttr(site.source) === "path";
	if (first === undefined) return isPackagesPath ? bare("pkgs-path") : assumedSource(inventory, site);
	const source = others.reduce<Source>(common, first);
	return isPackagesPath ? { ...source, kind: "pkgs-path" } : source;
}

/** The trees that a site's instances are made from; one that is known by several names only once. */
function distinctTrees({ uses }: Site): readonly Tree[] {
	const trees = new Map<string | Tree, Tree>();
	for (const { instance } of uses) {
		if (instance === undefined) continue;
		const key = treeIdentity(instance.source) ?? instance.source;
		if (!trees.has(key)) trees.set(key, instance.source);
	}
	return [...trees.values()];
}

/** What is the same of two sources. */
function common(a: Source, b: Source): Source {
	const same = (name: "input" | "rev" | "date" | "url") => (a[name] === b[name] ? a[name] : undefined);
	return {
		kind: a.kind === b.kind ? a.kind : "unknown",
		input: same("input"),
		rev: same("rev"),
		date: same("date"),
		url: same("url"),
	};
}

/** What is known of a tree as the source of an instance. */
export function describeTree(tree: Tree): Source {
	switch (tree.kind) {
		case "input":
			return describeInput(tree.input);
		case "lookup-path":
			return { ...bare("lookup-path"), url: `<${tree.name}>` };
		case "patched":
			return { ...describeTree(tree.base), kind: "patched" };
		case "fetcher":
			return { ...bare("fetcher"), rev: tree.rev, url: tree.url };
		case "workspace":
		case "computer":
			return bare("path");
	}
}

function describeInput({ name, rev, lastModified, url }: FlakeInput): Source {
	return { kind: "input", input: name, rev, date: dayOf(lastModified), url };
}

/** The day of a moment in seconds since 1970: `2025-11-24`. Undefined where Nix knows none: it writes 1 then. */
export function dayOf(moment: number | undefined): string | undefined {
	const isDated = moment !== undefined && moment > 1 && moment < maxMoment;
	return isDated ? new Date(moment * 1000).toISOString().slice(0, 10) : undefined;
}

function bare(kind: Source["kind"]): Source {
	return { kind, input: undefined, rev: undefined, date: undefined, url: undefined };
}

function assumedSource({ flakes }: Inventory, { path, source, spelling }: Site): Source {
	if (spelling !== "import") return bare("unknown");
	const expression = unparenthesized(source);
	const inputs = flakeOf(flakes, path)?.flake.inputs;
	switch (expression.kind) {
		case "search-path":
			return { ...bare("lookup-path"), url: `<${expression.path}>` };
		case "path":
			return { ...bare("path"), url: literalText(expression) };
		case "variable": {
			const isLocal = resolve(expression).kind === "bound";
			const input = isLocal ? undefined : inputs?.get(expression.name);
			return input === undefined ? bare("unknown") : describeInput(input);
		}
		case "select": {
			const names = expression.path.attrs.map(({ name }) => name);
			const holder = names.length > 1 ? names.at(-2) : variableName(expression.target);
			const input = holder === "inputs" ? inputs?.get(names.at(-1) ?? "") : undefined;
			if (input !== undefined) return describeInput(input);
			return bare(holder !== undefined && /^(sources|pins|npins|niv)$/.test(holder) ? "pin" : "unknown");
		}
		case "apply":
			return bare(/^fetch|^getFlake$/.test(lastName(expression) ?? "") ? "fetcher" : "unknown");
		default:
			return bare("unknown");
	}
}

function lastAttr(source: Expression): string | undefined {
	const expression = unparenthesized(source);
	return expression.kind === "select" ? expression.path.attrs.at(-1)?.name : undefined;
}
