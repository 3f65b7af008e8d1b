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

/** What was done in a folder and what was not, a line each, for people. */
export function fixLines({ fixed, unfixed }: FixReport, paint: Paint): readonly string[] {
	const dimmed = (rule: string) => paint("dim", `[${rule}]`);
	return [
		...fixed.map(({ file, title, rule }) => `${paint("bold", file)}: ${title} ${dimmed(rule)}`),
		...unfixed.map(({ file, start, reason = "this has no fix", rule }) => {
			return `${paint("bold", shownPlace(file, start))}: ${paint("yellow", "not fixed")}: ${reason} ${dimmed(rule)}`;
		}),
	];
}

/** The line that sums up what was done in all folders; if it is not written, what could be done. */
export function fixSum(reports: readonly FixReport[], isWritten: boolean, paint: Paint): string {
	const sum = (count: (report: FixReport) => number) => reports.reduce((total, report) => total + count(report), 0);
	const [fixed, unfixed] = [sum((report) => report.fixed.length), sum((report) => report.unfixed.length)];
	if (fixed + unfixed === 0) return paint("bold", "no findings");
	const where =
		fixed > 0
			? ` in ${counted(
					sum(({ files }) => files),
					"file",
				)}`
			: "";
	const done = isWritten ? "fixed" : "can be fixed";
	return paint("bold", `${counted(fixed, "finding")} ${done}${where}, ${unfixed} ${isWritten ? "not" : "can’t"}`);
}
