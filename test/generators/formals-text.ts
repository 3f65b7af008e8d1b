import { inlineNote, note } from "./layout.ts";

/** How formals are written. */
export const formalStyles = [
	"line",
	"lines",
	"leading",
	"trailing",
	"pairs",
	"leading-inside",
	"tight",
	"lonely",
] as const;
export type FormalStyle = (typeof formalStyles)[number];

/** `{ a, b, ... }`, in a style. */
export function formalsText(names: readonly string[], ellipsis: boolean, style: FormalStyle): string {
	const all = ellipsis ? [...names, "..."] : names;
	const trailing = ellipsis ? "" : ",";
	switch (style) {
		case "line":
			return `{ ${all.join(`, ${inlineNote}`)} }`;
		case "lines":
			return [
				"{",
				...all.flatMap((name, at) => [`  ${note}`, `  ${name}${at < all.length - 1 ? "," : trailing} ${note}`]),
				"}",
			].join("\n");
		case "leading":
			return [...all.map((name, at) => `${at === 0 ? "{" : ","} ${name} ${note}`), "}"].join("\n");
		case "leading-inside":
			return ["{", ...all.map((name, at) => `  ${at === 0 ? "" : ", "}${name} ${note}`), "}"].join("\n");
		case "trailing":
			return `{ ${all.join(", ")}${trailing} }`;
		case "pairs": {
			const lines: string[] = [];
			for (let at = 0; at < all.length; at += 2) lines.push(all.slice(at, at + 2).join(", "));
			return `{ ${lines.join(`, ${note}\n  `)} }`;
		}
		case "tight":
			return `{${all.join(",")}}`;
		case "lonely":
			return ["{", `  ${all.join(", ")}${trailing} ${note}`, "}"].join("\n");
	}
}
