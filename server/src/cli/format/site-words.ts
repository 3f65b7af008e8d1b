import type { ReportedSite } from "../../instances/report.ts";

const unnamed: Readonly<Record<ReportedSite["spelling"], string>> = {
	import: "unnamed",
	extend: "extended",
	"append-overlays": "with overlays",
	variant: "a variant",
	host: "the host’s own",
	"legacy-packages": "legacyPackages",
};

/** What a site is called: the name it is bound to, or how it makes its instance. */
export function siteName({ name, spelling }: ReportedSite): string {
	return spelling === "host" ? unnamed.host : (name ?? unnamed[spelling]);
}

/** Which nixpkgs a site is made from: an input's name, a lookup path, a URL or a kind. */
export function sourceName({ source: { kind, input, url } }: ReportedSite): string {
	if (kind === "unknown") return "source unknown";
	if (kind === "input" && input === null) return "several inputs";
	const name = input ?? url ?? kind;
	return kind === "patched" ? `${name}, patched` : name;
}

/** The locked revision and its day, as far as they are known: `b51242d of 2026-05-31`. */
export function lockedAt({ rev, date }: Pick<ReportedSite["source"], "rev" | "date">): string {
	return [rev?.slice(0, 7), date].filter((part) => part !== null && part !== undefined).join(" of ");
}

/** How often a site is evaluated, with the reasons: `2 times (2 hosts)`. */
export function evaluated({ evaluations: { count, reasons } }: ReportedSite): string {
	const why = reasons.join(", ").replace(/^unknown: /, "");
	if (count === 1 && why.startsWith("once")) return why;
	return `${times(count)} (${why})`;
}

function times(count: number | null): string {
	if (count === null) return "not known how often";
	return ["never", "once"][count] ?? `${count} times`;
}

/** Names in a row; of many only the first ones. */
export function listed(names: readonly string[]): string {
	const most = 4;
	if (names.length <= most) return names.join(", ");
	return `${names.slice(0, most - 1).join(", ")} and ${names.length - most + 1} more`;
}
