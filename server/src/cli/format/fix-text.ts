import { counted } from "../../text/counted.ts";
import type { Paint } from "../paint.ts";
import { type Place, shownPlace } from "../places.ts";

/** What fixing one folder came to, as it is printed. */
export interface FixReport {
	readonly fixed: readonly {
		readonly file: string;
		readonly rule: string;
		readonly title: string;
		readonly assumption: string | undefined;
	}[];
	readonly unfixed: readonly {
		readonly file: string;
		readonly rule: string;
		readonly start: Place;
		readonly reason: string | undefined;
		/** What its fix rests on, if there is one that does. */
		readonly assumption: string | undefined;
	}[];
	/** How many files are not as before. */
	readonly files: number;
}

/** What was done in a folder and what was not, a line each, for people. */
export function fixLines({ fixed, unfixed }: FixReport, paint: Paint): readonly string[] {
	const dimmed = (rule: string) => paint("dim", `[${rule}]`);
	return [
		...fixed.map(({ file, title, assumption, rule }) => {
			const condition = assumption === undefined ? "" : paint("yellow", `, right only if ${assumption}`);
			return `${paint("bold", file)}: ${title}${condition} ${dimmed(rule)}`;
		}),
		...unfixed.map(({ file, start, reason = "this has no fix", assumption, rule }) => {
			const [what, why] =
				assumption === undefined
					? ["not fixed", reason]
					: ["not fixed without --unsafe", `it is right only if ${assumption}`];
			return `${paint("bold", shownPlace(file, start))}: ${paint("yellow", what)}: ${why} ${dimmed(rule)}`;
		}),
	];
}

/** The line that sums up what was done in all folders; if it is not written, what could be done. */
export function fixSum(reports: readonly FixReport[], isWritten: boolean, paint: Paint): string {
	const sum = (count: (report: FixReport) => number) => reports.reduce((total, report) => total + count(report), 0);
	const fixed = sum((report) => report.fixed.length);
	const unfixed = sum((report) => report.unfixed.length);
	const files = sum((report) => report.files);
	if (fixed + unfixed === 0) return paint("bold", "no findings");
	const done = `${counted(fixed, "finding")} ${isWritten ? "fixed" : "can be fixed"}`;
	const where = fixed > 0 ? ` in ${counted(files, "file")}` : "";
	return paint("bold", `${done}${where}, ${unfixed} ${isWritten ? "not" : "can’t"}`);
}
