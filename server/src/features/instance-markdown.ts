import type { Host } from "../flake/host.ts";
import type { Spelling } from "../flake/instance.ts";
import type { Json } from "../flake/plain-data.ts";
import type { Argument } from "../instances/arguments.ts";
import { evaluationsOf } from "../instances/evaluations.ts";
import type { Inventory } from "../instances/inventory.ts";
import { hostNames } from "../instances/module-hosts.ts";
import type { Site } from "../instances/site.ts";
import type { Source } from "../instances/source.ts";
import { indentation } from "../refactorings/edit/layout.ts";

/** What is said of one or more instances that are made alike. */
export interface Told {
	readonly inventory: Inventory;
	/** The place that makes them, if it is not the hosts. */
	readonly site: Site | undefined;
	/** Their arguments, as far as they are known. */
	readonly given: readonly Argument[] | undefined;
	readonly spelling: Spelling;
	readonly source: Source | undefined;
	/** The hosts that get them. */
	readonly hosts: readonly Host[];
}

/** More instances than this are only counted. */
const maxListed = 6;
/** Of longer calls, the beginning is shown. */
const maxLines = 12;

/** Instances that one name stands for, as Markdown. */
export function instancesMarkdown(name: string, told: readonly Told[], bySystem: boolean): string {
	const kind = bySystem ? "nixpkgs instances, one for each system" : "nixpkgs instance";
	const several = told.length > 1 ? `, one of ${told.length}` : "";
	const shown = told.slice(0, maxListed).map((each) => paragraphs(each).join("\n\n"));
	const rest = told.length > maxListed ? [`And ${told.length - maxListed} more.`] : [];
	return [`**\`${name}\`**: ${kind}${several}`, [...shown, ...rest].join("\n\n---\n\n")].join("\n\n");
}

function paragraphs({ inventory, site, given = [], spelling, source, hosts }: Told): readonly string[] {
	const evaluations = site === undefined ? undefined : evaluationsText(inventory, site);
	const reached = hosts.length === 0 ? undefined : `Hosts: ${hostNames(hosts)}`;
	const text = site === undefined ? undefined : callText(inventory, site);
	return [source && sourceText(source), text ?? madeBy(spelling), valuesText(given), evaluations, reached].filter(
		(paragraph) => paragraph !== undefined,
	);
}

function sourceText({ kind, input, url, rev, date }: Source): string {
	const from = input === undefined ? sourceKinds[kind] : `Input \`${input}\``;
	const locked =
		rev === undefined ? [] : [`locked at \`${rev.slice(0, 12)}\`${date === undefined ? "" : ` of ${date}`}`];
	const reference = url === undefined || url === input ? [] : [`\`${url}\``];
	return [kind === "patched" ? `${from}, patched` : from, ...reference, ...locked].join(", ");
}

const sourceKinds: Readonly<Record<Source["kind"], string>> = {
	input: "A flake input",
	"lookup-path": "A lookup path",
	fetcher: "Fetched",
	pin: "Pinned in a file",
	path: "A path of the workspace",
	"pkgs-path": "The path of another instance",
	patched: "A tree",
	unknown: "From a source that is not known",
};

function madeBy(spelling: Spelling): string | undefined {
	if (spelling === "host") return "Made by the module system of the host.";
	return spelling === "legacy-packages" ? "The input's `legacyPackages`, which all who use it share." : undefined;
}

/** The call as it is written, but for its indentation. */
function callText({ snapshot }: Inventory, { path, node, spelling }: Site): string | undefined {
	if (spelling === "host") return undefined;
	const text = snapshot.text(path) ?? "";
	const indent = indentation(text, node.start);
	const [first = "", ...rest] = text.slice(node.start, node.end).split(/\r?\n/);
	const lines = [first, ...rest.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))];
	const shown = lines.length > maxLines ? [...lines.slice(0, maxLines), "…"] : lines;
	return ["```nix", ...shown, "```"].join("\n");
}

/** The values of arguments that the text of the call does not show. */
function valuesText(given: readonly Argument[]): string | undefined {
	const known = given.flatMap(({ name, origin, value }) =>
		origin === "literal" || value === undefined ? [] : [`\`${name}\` is \`${nix(value)}\``],
	);
	return known.length === 0 ? undefined : known.join(", ");
}

function nix(value: Json): string {
	if (typeof value !== "object" || value === null) return JSON.stringify(value);
	if (Array.isArray(value)) return ["[", ...value.map(nix), "]"].join(" ");
	return ["{", ...Object.entries(value).map(([name, inner]) => `${name} = ${nix(inner)};`), "}"].join(" ");
}

function evaluationsText(inventory: Inventory, site: Site): string {
	const { count, reasons } = evaluationsOf(inventory, site);
	const why = reasons.join(", ");
	return `Evaluations: ${count === undefined ? why : `${count} (${why})`}`;
}
