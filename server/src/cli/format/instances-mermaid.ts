import type { Report, ReportedSite } from "../../instances/report.ts";
import type { ReportedNixpkgs } from "../../instances/reported-nixpkgs.ts";
import { shownPlace } from "../places.ts";
import { type Equal, equalGroups } from "./equal-groups.ts";
import { inputChart } from "./input-chart.ts";
import { flakeAround, instancesTree } from "./instances-tree.ts";
import { listed, lockedAt, siteName, sourceName } from "./site-words.ts";

/** Fills for groups of what is equal; dark text is readable on each. */
const fills = ["#bfdbfe", "#fbcfe8", "#bbf7d0", "#fde68a", "#ddd6fe", "#fed7aa", "#99f6e4", "#fecaca"];

/**
 * The inventory as a Mermaid flowchart from hosts over sites to sources, and from flakes over inputs to every nixpkgs of
 * their locks; what only follows is dotted. Equal instances have one colour, and so have nixpkgs that are the same files.
 * Left out are sites that nothing is known to evaluate. `flakes` are the files of the flakes, named as in the report.
 */
export function instancesMermaid({ sites, nixpkgs }: Report, flakes: readonly string[]): string {
	const shown = sites.filter(({ hosts, evaluations }) => hosts.length > 0 || (evaluations.count ?? 0) > 0);
	const hosts = instancesTree(shown, flakes).flatMap(({ branches }) =>
		branches.filter((branch) => branch.hosts.length > 0),
	);
	const siteNodes = numbered(
		"site",
		shown.map(({ id }) => id),
	);
	const sourceOf = (site: ReportedSite) => lockedSource(site, nixpkgs, flakes)?.id ?? sourceKey(site, flakes);
	const sources = new Map([
		...shown.map((site): [string, string] => [sourceOf(site), sourceLabel(sourceName(site), lockedAt(site.source))]),
		...nixpkgs.map((each): [string, string] => [each.id, sourceLabel(each.inputs[0] ?? "", lockedAt(each))]),
	]);
	const sourceNodes = numbered("source", [...sources.keys()]);
	const inputs = inputChart(nixpkgs, (id) => sourceNodes.get(id) ?? "");
	return [
		"flowchart LR",
		...hosts.map((branch, index) => `  host${index}(["${escaped(listed(branch.hosts))}"])`),
		...shown.map((site) => `  ${siteNodes.get(site.id)}["${siteLabel(site)}"]`),
		...inputs.nodes.map(
			({ name, label, isFlake }) => `  ${name}${isFlake ? `[["${escaped(label)}"]]` : `("${escaped(label)}")`}`,
		),
		...[...sources].map(([key, label]) => `  ${sourceNodes.get(key)}[("${label}")]`),
		...hosts.flatMap((branch, index) => branch.sites.map(({ id }) => `  host${index} --> ${siteNodes.get(id)}`)),
		...shown.map((site) => `  ${siteNodes.get(site.id)} --> ${sourceNodes.get(sourceOf(site))}`),
		...inputs.edges.map(({ from, to, follows }) => `  ${from} ${follows ? "-.->" : "-->"} ${to}`),
		...colours([
			[shown, siteNodes],
			[nixpkgs, sourceNodes],
		]),
	].join("\n");
}

/** Gives each group of equal things a colour of its own, with the names of their nodes. */
function colours(kinds: readonly (readonly [readonly Equal[], ReadonlyMap<string, string>])[]): readonly string[] {
	const groups = kinds.flatMap(([equal, nodes]) => {
		const members = new Map<number, string[]>();
		for (const [id, group] of equalGroups(equal))
			members.set(group, [...(members.get(group) ?? []), nodes.get(id) ?? ""]);
		return [...members.values()];
	});
	return groups.flatMap((members, index) => [
		`  classDef equal${index} fill:${fills[index % fills.length]},stroke:#475569,color:#0f172a`,
		`  class ${members.join(",")} equal${index}`,
	]);
}

function siteLabel(site: ReportedSite): string {
	return `${escaped(siteName(site))}<br/>${escaped(shownPlace(site.file, site.start))}`;
}

/** The nixpkgs of a lock that a site is made from, if it is one. */
function lockedSource(
	{ file, source: { kind, input } }: ReportedSite,
	nixpkgs: readonly ReportedNixpkgs[],
	flakes: readonly string[],
) {
	const flake = flakeAround(file, flakes);
	return nixpkgs.find(
		(each) => kind === "input" && input !== null && each.flake === flake && each.inputs.includes(input),
	);
}

/** Without a lock, what has one name in two flakes need not be the same. */
function sourceKey(site: ReportedSite, flakes: readonly string[]): string {
	const { rev } = site.source;
	return `${sourceLabel(sourceName(site), lockedAt(site.source))} ${rev ?? flakeAround(site.file, flakes)}`;
}

function sourceLabel(name: string, locked: string): string {
	return escaped(name) + (locked === "" ? "" : `<br/>${escaped(locked)}`);
}

/** Names for nodes: a word and a number, since Mermaid has words of its own. */
function numbered(word: string, keys: readonly string[]): ReadonlyMap<string, string> {
	return new Map(keys.map((key, index) => [key, `${word}${index}`]));
}

/** In a quoted label all but letters, digits and a few signs may mean something: they are written by their numbers. */
function escaped(text: string): string {
	return text.replace(/[^\p{L}\p{N} _.:,/()’…-]/gu, (sign) => `#${sign.codePointAt(0)};`);
}
