import type { Paint } from "../paint.ts";
import { type Place, shownPlace } from "../places.ts";
import { counted } from "./words.ts";

/** What mending one folder came to, as it is printed. */
export interface FixReport {
	readonly fixed: readonly { readonly file: string; readonly rule: string; readonly title: string }[];
	readonly unfixed: readonly {
		readonly file: string;
		readonly rule: string;
		readonly start: Place;
		readonly reason: string | undefined;
	}[];
	/** How many files are not as before. */
	readonly files: number;
}

/** What was done and what was not, a line each, for people; the last line sums up. */
export function fixText(reports: readonly FixReport[], isWritten: boolean, paint: Paint): string {
	const fixed = reports.flatMap((report) => report.fixed);
	const unfixed = reports.flatMap((report) => report.unfixed);
	const dimmed = (rule: string) => paint("dim", `[${rule}]`);
	return [
		...fixed.map(({ file, title, rule }) => `${paint("bold", file)}: ${title} ${dimmed(rule)}`),
		...unfixed.map(({ file, start, reason = "nothing mends it", rule }) => {
			return `${paint("bold", shownPlace(file, start))}: ${paint("yellow", "left as it is")}: ${reason} ${dimmed(rule)}`;
		}),
		paint("bold", sum(reports, fixed.length, unfixed.length, isWritten)),
	].join("\n");
}

function sum(reports: readonly FixReport[], fixed: number, unfixed: number, isWritten: boolean): string {
	if (fixed + unfixed === 0) return "no findings";
	const files = reports.reduce((count, report) => count + report.files, 0);
	const done = `${counted(fixed, "finding")} ${isWritten ? "mended" : "to mend"}`;
	return `${done}${fixed > 0 ? ` in ${counted(files, "file")}` : ""}, ${unfixed} left as ${unfixed === 1 ? "it is" : "they are"}`;
}
