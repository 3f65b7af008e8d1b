import type { Severity } from "../../rules/rule.ts";
import { counted } from "../../text/counted.ts";
import type { DescribedFinding } from "../described.ts";
import type { Paint, Style } from "../paint.ts";
import { shownPlace } from "../places.ts";

const styles: Readonly<Record<Severity, Style>> = {
	error: "red",
	warning: "yellow",
	information: "cyan",
	hint: "blue",
};

/** Findings for people: each with its place, then the places that explain it; the last line sums up. */
export function checkText(findings: readonly DescribedFinding[], paint: Paint): string {
	const files = new Set(findings.map(({ file }) => file)).size;
	const sum = files === 0 ? "no findings" : `${counted(findings.length, "finding")} in ${counted(files, "file")}`;
	return [...findings.flatMap((finding) => lines(finding, paint)), paint("bold", sum)].join("\n");
}

function lines({ file, start, severity, message, rule, related }: DescribedFinding, paint: Paint): readonly string[] {
	const grave = paint(styles[severity], severity);
	return [
		`${paint("bold", shownPlace(file, start))}: ${grave}: ${message} ${paint("dim", `[${rule}]`)}`,
		...related.map(({ file, start, message }) => paint("dim", `  ${shownPlace(file, start)}: ${message}`)),
	];
}
