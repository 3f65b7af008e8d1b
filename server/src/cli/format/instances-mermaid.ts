import type { Report, ReportedSite } from "../../instances/report.ts";
import { shownPlace } from "../places.ts";
import { equalGroups } from "./equal-groups.ts";
import { flakeAround, instancesTree } from "./instances-tree.ts";
import { listed, lockedAt, siteName, sourceName } from "./site-words.ts";

/** Fills for groups of equal instances; dark text is readable on each. */
const fills = ["#bfdbfe", "#fbcfe8", "#bbf7d0", "#fde68a", "#ddd6fe", "#fed7aa", "#99f6e4", "#fecaca"];

/**
 * The inventory as a Mermaid flowchart from hosts over sites to sources. Equal instances have one colour. Left out are
 * sites that nothing is known to evaluate. `flakes` are the files of the flakes, named as in the report.
 */
export function instancesMermaid({ sites }: Report, flakes: readonly string[]): string {
	const shown = sites.filter(({ hosts, evaluations }) => hosts.length > 0 || (evaluations.count ?? 0) > 0);
	const hosts = instancesTree(shown, flakes).flatMap(({ branches }) =>
		branches.filter((branch) => branch.hosts.length > 0),
	);
	const siteNodes = numbered(
		"site",
		shown.map(({ id }) => id),
	);
	const sources = new Map(shown.map((site) => [sourceKey(site, flakes), sourceLabel(site)]));
	const sourceNodes = numbered("source", [...sources.keys()]);
	return [
		"flowchart LR",
		...hosts.map((branch, index) => `  host${index}(["${escaped(listed(branch.hosts))}"])`),
		...shown.map((site) => `  ${siteNodes.get(site.id)}["${siteLabel(site)}"]`),
		...[...sources].map(([key, label]) => `  ${sourceNodes.get(key)}[("${label}")]`),
		...hosts.flatMap((branch, index) => branch.sites.map(({ id }) => `  host${index} --> ${siteNodes.get(id)}`)),
		...shown.map((site) => `  ${siteNodes.get(site.id)} --> ${sourceNodes.get(sourceKey(site, flakes))}`),
		...colours(shown, siteNodes),
	].join("\n");
}

function colours(sites: readonly ReportedSite[], nodes: ReadonlyMap<string, string>): readonly string[] {
	const members = new Map<number, string[]>();
	for (const [id, group] of equalGroups(sites))
		members.set(group, [...(members.get(group) ?? []), nodes.get(id) ?? ""]);
	return [...members].flatMap(([group, equal]) => [
		`  classDef equal${group} fill:${fills[group % fills.length]},stroke:#475569,color:#0f172a`,
		`  class ${equal.join(",")} equal${group}`,
	]);
}

function siteLabel(site: ReportedSite): string {
	return `${escaped(siteName(site))}<br/>${escaped(shownPlace(site.file, site.start))}`;
}

/** Without a lock, what has one name in two flakes need not be the same. */
function sourceKey(site: ReportedSite, flakes: readonly string[]): string {
	const { rev } = site.source;
	return `${sourceLabel(site)} ${rev ?? flakeAround(site.file, flakes)}`;
}

function sourceLabel(site: ReportedSite): string {
	const locked = lockedAt(site);
	return escaped(sourceName(site)) + (locked === "" ? "" : `<br/>${escaped(locked)}`);
}

/** Names for nodes: a word and a number, since Mermaid has words of its own. */
function numbered(word: string, keys: readonly string[]): ReadonlyMap<string, string> {
	return new Map(keys.map((key, index) => [key, `${word}${index}`]));
}

/** In a quoted label all but letters, digits and a few signs may mean something: they are written by their numbers. */
function escaped(text: string): string {
	return text.replace(/[^\p{L}\p{N} _.:,/()’…-]/gu, (sign) => `#${sign.codePointAt(0)};`);
}
