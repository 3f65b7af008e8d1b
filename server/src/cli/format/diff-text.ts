import { formatPatch, structuredPatch } from "diff";
import type { Paint } from "../paint.ts";

/** A change of a file as a unified diff, which `git apply` and `patch -p1` take. `file` has `/` between its names. */
export function diffText(file: string, before: string, after: string, paint: Paint): string {
	const patch = structuredPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, { context: 3 });
	const text = formatPatch({ ...patch, isGit: true });
	const lines = text.replace(/\n$/, "").split("\n");
	return lines.map((line) => coloured(line, paint)).join("\n");
}

function coloured(line: string, paint: Paint): string {
	if (/^(diff --git|---|\+\+\+) /.test(line)) return paint("bold", line);
	if (line.startsWith("@@")) return paint("cyan", line);
	if (line.startsWith("+")) return paint("green", line);
	return line.startsWith("-") ? paint("red", line) : line;
}
