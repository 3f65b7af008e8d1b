import type { Report, ReportedSite, Summary } from "../../instances/report.ts";
import { counted } from "../../text/counted.ts";
import type { Paint, Style } from "../paint.ts";
import { shownPlace } from "../places.ts";
import { equalGroups } from "./equal-groups.ts";
import { type Branch, instancesTree } from "./instances-tree.ts";
import { type Cell, isBrought, nixpkgsRows } from "./nixpkgs-rows.ts";
import { evaluated, listed, lockedAt, siteName, sourceName } from "./site-words.ts";

/** What the text is made of besides the report. */
export interface InstancesTextOptions {
	/** The flakes by their files, named as in the report. */
	readonly flakes: readonly string[];
	/** How the file of a flake is shown. */
	readonly nameOf: (file: string) => string;
	/** Seconds since 1970. */
	readonly now: number;
	readonly paint: Paint;
}

const styles: readonly Style[] = ["cyan", "magenta", "green", "yellow", "blue"];

/**
 * The inventory for people: a tree by flake, host and instance, with what comes with the flake's inputs at its end; the
 * last line sums up. Equal instances are in one style.
 */
export function instancesText({ sites, summary, nixpkgs }: Report, options: InstancesTextOptions): string {
	const { flakes, nameOf, paint } = options;
	const rowOf = siteRows(sites, paint);
	const inputRow = nixpkgsRows(nixpkgs, options);
	const brought = nixpkgs.filter(isBrought);
	const trees = instancesTree(sites, flakes);
	const others = flakes.filter((flake) => trees.every((tree) => tree.flake !== flake));
	const shown = [...trees, ...others.map((flake) => ({ flake, branches: [] }))].map(({ flake, branches }) => {
		const inputs = brought.filter((each) => each.flake === flake);
		const limbs = branches.map((branch) => ({ title: titleOf(branch), rows: branch.sites.map(rowOf) }));
		if (inputs.length > 0) limbs.push({ title: "brought along by inputs", rows: inputs.map(inputRow) });
		return { title: flake === undefined ? "in no flake" : nameOf(flake), limbs };
	});
	const lines = shown.flatMap(({ title, limbs }) => {
		if (limbs.length === 0) return [];
		return [
			paint("bold", title),
			...indented(limbs, ({ title, rows }) => [title, ...indented(aligned(rows), (row) => [row])]),
		];
	});
	return [...lines, paint("bold", sum(summary, brought.length))].join("\n");
}

/** Draws the branches of a tree before the lines of its items. */
function indented<Item>(items: readonly Item[], linesOf: (item: Item) => readonly string[]): readonly string[] {
	return items.flatMap((item, index) => {
		const isLast = index === items.length - 1;
		return linesOf(item).map((line, at) => {
			if (at === 0) return `${isLast ? "└─" : "├─"} ${line}`;
			return `${isLast ? "  " : "│ "} ${line}`;
		});
	});
}

function titleOf({ hosts, known }: Branch): string {
	if (hosts.length > 0) return listed(hosts);
	return known ? "for no host in particular" : "not known how often";
}

/** Puts cells that stand below each other in columns. */
function aligned(rows: readonly (readonly Cell[])[]): readonly string[] {
	const width = (column: number) => Math.max(...rows.map((row) => row[column]?.text.length ?? 0));
	return rows.map((row) =>
		row
			.map(({ text, show }, column) => {
				const padding = column === row.length - 1 ? 0 : width(column) - text.length;
				return show(text) + " ".repeat(padding);
			})
			.join("  "),
	);
}

/** Makes the cells of a site: its name, its place, and what is known of it. */
function siteRows(sites: readonly ReportedSite[], paint: Paint): (site: ReportedSite) => readonly Cell[] {
	const groups = equalGroups(sites);
	const places = new Map(sites.map((site) => [site.id, shownPlace(site.file, site.start)]));
	return (site) => {
		const group = groups.get(site.id);
		const style = group === undefined ? undefined : styles[group % styles.length];
		const equal = site.equalTo.flatMap((id) => places.get(id) ?? []);
		const facts = [
			sourceName(site) + (lockedAt(site.source) === "" ? "" : ` (${lockedAt(site.source)})`),
			...givenTo(site),
			evaluated(site),
			...(equal.length === 0 ? [] : [`equal to ${listed(equal)}`]),
		];
		return [
			{ text: siteName(site), show: (text) => (style === undefined ? text : paint(style, text)) },
			{ text: places.get(site.id) ?? "", show: (text) => paint("dim", text) },
			{ text: facts.join("; "), show: (text) => text },
		];
	};
}

function givenTo({ spelling, arguments: given }: ReportedSite): readonly string[] {
	if (spelling !== "import") return [];
	if (given === null) return ["arguments not known"];
	return [given.length === 0 ? "no arguments" : given.map(({ name }) => name).join(", ")];
}

function sum({ instances, distinct, unknown }: Summary, brought: number): string {
	const more = brought === 0 ? "" : `; ${brought} nixpkgs brought along by inputs`;
	const known = `${counted(instances, "instance")}, ${distinct} distinct${more}`;
	if (unknown === 0) return known;
	return `${known}; ${counted(unknown, "place")} ${unknown === 1 ? "is" : "are"} evaluated an unknown number of times`;
}
