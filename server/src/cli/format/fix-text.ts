import type { Paint } from "../paint.ts";
import { type Place, shownPlace } from "../places.ts";
import { counted } from "./words.ts";

/** What fixing one folder came to, as it is printed. */
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
		...unfixed.map(({ file, start, reason = "this has no fix", rule }) => {
			return `${paint("bold", shownPlace(file, start))}: ${paint("yellow", "not fixed")}: ${reason} ${dimmed(rule)}`;
		}),
		paint("bold", sum(reports, fixed.length, unfixed.length, isWritten)),
	].join("\n");
}

function sum(reports: readonly FixReport[], fixed: number, unfixed: number, isWritten: boolean): string {
	if (fixed + unfixed === 0) return "no findings";
	const files = reports.reduce((count, report) => count + report.files, 0);
	const where = fixed > 0 ? ` in ${counted(files, "file")}` : "";
	const done = isWritten ? "fixed" : "can be fixed";
	return `${counted(fixed, "finding")} ${done}${where}, ${unfixed} ${isWritten ? "not" : "can’t"}`;
}
