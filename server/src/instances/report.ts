import type { Json } from "../flake/plain-data.ts";
import { LineIndex, type Position } from "../text/line-index.ts";
import type { Range } from "../text/range.ts";
import { type Argument, argumentsOf, type Origin } from "./arguments.ts";
import { boundName } from "./bound-name.ts";
import { variantAttr } from "./derived-sites.ts";
import { equalSites, fingerprintsOf, legacyPackagesWouldDo } from "./equal-sites.ts";
import { evaluationsOf } from "./evaluations.ts";
import type { Inventory } from "./inventory.ts";
import { hostName } from "./module-hosts.ts";
import { type ReportedNixpkgs, reportNixpkgs } from "./reported-nixpkgs.ts";
import { type Role, roleOf } from "./role.ts";
import { isKnown, type Site } from "./site.ts";
import { hostsOf } from "./site-hosts.ts";
import { type Source, sourceOf } from "./source.ts";

/** The inventory as plain data; `docs/schemas/instances.schema.json` describes it. */
export interface Report {
	/** By file, then as they stand in the text. */
	readonly sites: readonly ReportedSite[];
	readonly summary: Summary;
	readonly nixpkgs: readonly ReportedNixpkgs[];
}

/** How many instances there are, templates left out. */
export interface Summary {
	readonly sites: number;
	/** The evaluations of all sites of which that is known. */
	readonly instances: number;
	/** How many of these differ, as far as their arguments tell. */
	readonly distinct: number;
	/** The sites of which the number of evaluations is not known. */
	readonly unknown: number;
}

/** A site, with places for programs: offsets in UTF-16 units, lines and characters from 0. */
export interface ReportedSite {
	readonly id: string;
	/** The workspace path without its leading slash. */
	readonly file: string;
	readonly start: ReportedPlace;
	readonly end: ReportedPlace;
	readonly spelling: Site["spelling"];
	readonly role: Role;
	/** False if it is a site by its names alone. */
	readonly known: boolean;
	readonly source: ReportedSource;
	/** Null if it can't be told which arguments there are. */
	readonly arguments: readonly ReportedArgument[] | null;
	readonly name: string | null;
	readonly evaluations: { readonly count: number | null; readonly reasons: readonly string[] };
	/** The ids of the sites that make an equal instance. */
	readonly equalTo: readonly string[];
	/** True if the input's own `legacyPackages` would do. */
	readonly legacyPackages: boolean;
	readonly hosts: readonly string[];
}

/** An offset with its line and character. */
export interface ReportedPlace extends Position {
	readonly offset: number;
}

/** An argument that a site gives. */
export interface ReportedArgument {
	readonly name: string;
	readonly origin: Origin;
	/** Left out where it is not known. */
	readonly value?: Json;
}

/** A source, with null for what is not known, or not the same each time. */
export interface ReportedSource {
	readonly kind: Source["kind"];
	readonly input: string | null;
	readonly rev: string | null;
	readonly date: string | null;
	readonly url: string | null;
}

/** Tells of every site of a workspace folder, and every nixpkgs of a flake, that is `wanted` all that is known. */
export function report(inventory: Inventory, wanted: (place: Pick<Site, "path">) => boolean = () => true): Report {
	const equal = equalSites(inventory);
	const sites = [...equal.keys()]
		.filter(wanted)
		.sort((a, b) => (a.path === b.path ? a.node.start - b.node.start : a.path < b.path ? -1 : 1));
	const lines = new Map<string, LineIndex>();
	const place = (path: string, offset: number): ReportedPlace => {
		const index = lines.get(path) ?? new LineIndex(inventory.snapshot.text(path) ?? "");
		lines.set(path, index);
		return { offset, ...index.position(offset) };
	};
	const reported = sites.map((site): ReportedSite => {
		const { start, end } = rangeOf(site);
		const { count, reasons } = evaluationsOf(inventory, site);
		return {
			id: idOf(site),
			file: site.path.slice(1),
			start: place(site.path, start),
			end: place(site.path, end),
			spelling: site.spelling,
			role: roleOf(inventory, site),
			known: isKnown(site),
			source: reportedSource(sourceOf(inventory, site)),
			arguments: argumentsOf(site)?.map(reportedArgument) ?? null,
			name: boundName(site.node) ?? null,
			evaluations: { count: count ?? null, reasons },
			equalTo: (equal.get(site) ?? []).map(idOf),
			legacyPackages: legacyPackagesWouldDo(site),
			hosts: [...new Set(hostsOf(inventory, site).map(hostName))],
		};
	});
	const nixpkgs = reportNixpkgs(inventory).filter(({ flake }) => wanted({ path: `/${flake}` }));
	return { sites: reported, summary: summarize(sites, reported), nixpkgs };
}

/** The text that is the site: of a variant, up to the attribute that names it. */
export function rangeOf({ node, spelling }: Site): Range {
	const attr = spelling === "variant" && node.kind === "select" ? variantAttr(node) : undefined;
	return { start: node.start, end: attr?.end ?? node.end };
}

/** Equal for the same site in two reports of the same text. */
function idOf(site: Site): string {
	const { start, end } = rangeOf(site);
	return `${site.path.slice(1)}:${start}-${end}`;
}

function summarize(sites: readonly Site[], reported: readonly ReportedSite[]): Summary {
	const prints = new Set<string>();
	const sum = { sites: 0, instances: 0, unknown: 0 };
	let unprinted = 0;
	for (const [index, site] of sites.entries()) {
		const { role, evaluations } = reported[index] ?? {};
		if (role === "template" || evaluations === undefined) continue;
		sum.sites++;
		if (evaluations.count === null) sum.unknown++;
		const count = evaluations.count ?? 0;
		sum.instances += count;
		const own = count === 0 ? new Set<string>() : fingerprintsOf(site);
		for (const print of own) prints.add(print);
		if (own.size === 0) unprinted += count;
	}
	return { ...sum, distinct: prints.size + unprinted };
}

function reportedArgument({ name, origin, value }: Argument): ReportedArgument {
	return value === undefined ? { name, origin } : { name, origin, value };
}

function reportedSource({ kind, input, rev, date, url }: Source): ReportedSource {
	return { kind, input: input ?? null, rev: rev ?? null, date: date ?? null, url: url ?? null };
}
