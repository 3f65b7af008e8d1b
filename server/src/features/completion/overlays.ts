import type { Completion } from "./completion-item.ts";

/** Overlays to begin with, each for another purpose. */
const skeletons: readonly (readonly [label: string, detail: string, snippet: string])[] = [
	[
		"overlay that changes a package",
		"(final: prev: { … = prev.….overrideAttrs … })",
		"(final: prev: {\n\t${1:hello} = prev.$1.overrideAttrs (old: {\n\t\t${0:doCheck = false;}\n\t});\n})",
	],
	[
		"overlay that adds a package",
		"(final: prev: { … = final.callPackage … })",
		"(final: prev: {\n\t${1:name} = final.callPackage ${0:./package.nix} { };\n})",
	],
	[
		"overlay that takes packages from another instance",
		"(final: prev: { inherit (…) …; })",
		"(final: prev: {\n\tinherit (${1:pkgs-unstable}) ${0:hello};\n})",
	],
	["overlay in a file", "(import ./overlay.nix)", "(import ${0:./overlay.nix})"],
	["overlay of a flake input", "inputs.….overlays.default", "inputs.${1:name}.overlays.${0:default}"],
];

/** Words by which all of them are found. */
const filter = "overlay final prev import inputs";

/** Overlays to begin with: elements of a list, or whole lists of one. */
export function overlaySkeletons(isElement: boolean): readonly Completion[] {
	return skeletons.map(([label, detail, element]) => {
		const snippet = isElement ? element : `[\n\t${element.replaceAll("\n", "\n\t")}\n]`;
		return { label, kind: "overlay" as const, filter, detail, newText: withoutStops(snippet), snippet };
	});
}

/** A snippet as it reads when nothing is filled in. */
function withoutStops(snippet: string): string {
	const names = new Map([...snippet.matchAll(/\$\{(\d):([^}]*)\}/g)].map(([, stop, text]) => [stop, text ?? ""]));
	return snippet.replace(/\$\{\d:([^}]*)\}/g, "$1").replace(/\$(\d)/g, (_, stop) => names.get(stop) ?? "");
}
