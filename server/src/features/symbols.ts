import type { Host, HostKind } from "../flake/host.ts";
import { boundName } from "../instances/bound-name.ts";
import type { Inventory } from "../instances/inventory.ts";
import { hostNames, isMachine } from "../instances/module-hosts.ts";
import { rangeOf } from "../instances/report.ts";
import { type Role, roleOf } from "../instances/role.ts";
import type { Site } from "../instances/site.ts";
import { sourceOf } from "../instances/source.ts";
import { unwrappedParent } from "../syntax/attrs.ts";
import type { Node } from "../syntax/nodes.ts";
import { contains, type Range } from "../text/range.ts";

/** A host or an instance, for an outline. */
export interface FileSymbol {
	readonly kind: "host" | "instance";
	readonly name: string;
	/** What kind of host, or which nixpkgs. */
	readonly detail: string;
	readonly path: string;
	/** All of it, with the name that it is bound to. */
	readonly range: Range;
	/** The part of `range` that names it best. */
	readonly selection: Range;
}

/** A symbol with those that lie inside of it. */
export interface SymbolTree extends FileSymbol {
	readonly children: readonly SymbolTree[];
}

/** The hosts and instances of a file, as they lie in each other. */
export function outlineOf(inventory: Inventory, path: string): readonly SymbolTree[] {
	const own = symbolsOf(inventory, (file) => file === path);
	return nested(own.sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end));
}

/** The hosts and instances of the workspace whose names hold the letters of `query` in that order. */
export function symbolsNamed(inventory: Inventory, query: string): readonly FileSymbol[] {
	const letters = [...query.toLowerCase()];
	return symbolsOf(inventory, () => true).filter(({ name }) => {
		let at = 0;
		return letters.every((letter) => {
			at = name.toLowerCase().indexOf(letter, at) + 1;
			return at > 0;
		});
	});
}

function symbolsOf(inventory: Inventory, isWanted: (path: string) => boolean): FileSymbol[] {
	const byCall = new Map<Node, Host[]>();
	for (const host of inventory.flakes.flatMap(({ hosts }) => hosts)) {
		if (host.at === undefined || host.parent !== undefined || !isMachine(host)) continue;
		if (!isWanted(host.at.environment.file)) continue;
		byCall.set(host.at.node, [...(byCall.get(host.at.node) ?? []), host]);
	}
	const sites = [...inventory.sites, ...inventory.otherSites];
	const instances = sites.filter(({ spelling, path }) => spelling !== "host" && isWanted(path));
	return [...[...byCall.values()].flatMap(hostSymbol), ...instances.map((site) => instanceSymbol(inventory, site))];
}

const kinds: Readonly<Partial<Record<HostKind, string>>> = {
	nixos: "NixOS",
	darwin: "nix-darwin",
	"home-manager": "home-manager",
	"nix-on-droid": "Nix-on-Droid",
};

/** The hosts that one call makes are one symbol. */
function hostSymbol(hosts: readonly Host[]): readonly FileSymbol[] {
	const [first] = hosts;
	if (first?.at === undefined) return [];
	const { node, environment } = first.at;
	return [
		{
			kind: "host",
			name: hostNames(hosts),
			detail: kinds[first.kind] ?? "",
			path: environment.file,
			...placed(node, node),
		},
	];
}

const places: Readonly<Partial<Record<Role, string>>> = {
	"flake-let": "for the whole flake",
	"per-system": "for each system",
	"per-system-module": "for each system",
	"host-call": "for a host",
	"host-helper": "in a function that makes hosts",
	module: "in a module",
	overlay: "in an overlay",
	package: "in a package",
	"formal-default": "as a default",
	shell: "in a shell",
	"sub-flake": "in another flake",
	template: "in a template",
	test: "in a test",
};

function instanceSymbol(inventory: Inventory, site: Site): FileSymbol {
	const { input, date, url } = sourceOf(inventory, site);
	const text = inventory.snapshot.text(site.path) ?? "";
	const [written = ""] = text.slice(site.node.start, rangeOf(site).end).split(/\s*[{\n]/, 1);
	const nixpkgs = [input ?? url, date].filter((part) => part !== undefined).join(" ");
	const detail = [nixpkgs, places[roleOf(inventory, site)] ?? ""];
	return {
		kind: "instance",
		name: boundName(site.node) ?? (written || "nixpkgs"),
		detail: detail.filter((part) => part !== "").join(", "),
		path: site.path,
		...placed(site.node, rangeOf(site)),
	};
}

/** The ranges of what stands at `node`, with its binding if it is the whole of one. */
function placed(node: Node, own: Range): Pick<FileSymbol, "range" | "selection"> {
	const range = { start: own.start, end: own.end };
	const binding = unwrappedParent(node);
	if (binding?.kind !== "binding")
		return { range, selection: node.kind === "apply" ? rangeOfNode(node.function) : range };
	return { range: rangeOfNode(binding), selection: rangeOfNode(binding.path) };
}

function rangeOfNode({ start, end }: Node): Range {
	return { start, end };
}

/** Puts each symbol into the one around it; `symbols` come in order, the outer of two first. */
function nested(symbols: readonly FileSymbol[]): readonly SymbolTree[] {
	const roots: SymbolTree[] = [];
	const open: { readonly symbol: FileSymbol; readonly children: SymbolTree[] }[] = [];
	for (const symbol of symbols) {
		while (open.length > 0 && !contains(open.at(-1)?.symbol.range ?? symbol.range, symbol.range)) open.pop();
		const children: SymbolTree[] = [];
		(open.at(-1)?.children ?? roots).push({ ...symbol, children });
		open.push({ symbol, children });
	}
	return roots;
}
