import { lockedWithAge } from "../../features/locked-text.ts";
import type { ReportedNixpkgs } from "../../instances/reported-nixpkgs.ts";
import type { Paint } from "../paint.ts";
import { listed } from "./site-words.ts";

/** A text with the style it is shown in. */
export interface Cell {
	readonly text: string;
	readonly show: (text: string) => string;
}

/** True for a nixpkgs that is no input of the flake itself, but comes with one. */
export function isBrought({ inputs: [first = ""] }: ReportedNixpkgs): boolean {
	return first.includes("/");
}

/** Makes the cells of a nixpkgs: the input that brings it, its reference, and what it is locked at. `now` is in seconds. */
export function nixpkgsRows(
	all: readonly ReportedNixpkgs[],
	{ now, paint }: { readonly now: number; readonly paint: Paint },
): (nixpkgs: ReportedNixpkgs) => readonly Cell[] {
	return ({ flake, inputs: [first = ""], url, rev, lastModified, equalTo }) => {
		const same = all.filter((other) => other.flake === flake && equalTo.includes(other.id));
		const equal = same.flatMap(({ inputs }) => inputs.slice(0, 1));
		const locked = lockedWithAge({ rev: rev ?? undefined, lastModified: lastModified ?? undefined }, now);
		return [
			{ text: first, show: (text) => text },
			{ text: url, show: (text) => paint("dim", text) },
			{ text: equal.length === 0 ? locked : `${locked}; the same as ${listed(equal)}`, show: (text) => text },
		];
	};
}
