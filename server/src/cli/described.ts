import type { Finding, Severity } from "../rules/rule.ts";
import { compareText } from "../text/order.ts";
import type { Range } from "../text/range.ts";
import type { Place, Places } from "./places.ts";

/** A piece of a file, as it is printed. */
interface Stretch {
	readonly file: string;
	readonly start: Place;
	readonly end: Place;
}

/** A place that explains a finding, as it is printed. */
interface DescribedPlace extends Stretch {
	readonly message: string;
}

/** A finding as it is printed; `docs/schemas/check.schema.json` describes it. */
export interface DescribedFinding extends Stretch {
	readonly rule: string;
	readonly severity: Severity;
	readonly message: string;
	readonly related: readonly DescribedPlace[];
}

/** A finding with its places in lines and characters, and its files named by `nameOf`. */
export function describe(finding: Finding, places: Places, nameOf: (path: string) => string): DescribedFinding {
	const { rule, severity, message } = finding;
	const stretch = ({ path, range }: { path: string; range: Range }) => ({
		file: nameOf(path),
		start: places.at(path, range.start),
		end: places.at(path, range.end),
	});
	const related = finding.related.map((place) => ({ message: place.message, ...stretch(place) }));
	return { rule, severity, message, ...stretch(finding), related };
}

/** The order in which findings are printed: by file, then as they stand in the text. */
export function inOrder(findings: readonly DescribedFinding[]): readonly DescribedFinding[] {
	return findings.toSorted((a, b) => compareText(a.file, b.file) || a.start.offset - b.start.offset);
}
