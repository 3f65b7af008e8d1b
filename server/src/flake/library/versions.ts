import { compareText } from "../../text/order.ts";
import { scalar } from "../value.ts";
import type { Functions } from "./define.ts";
import { one, stringList, text, two } from "./define.ts";

/** Functions that take versions apart, of `builtins` and of nixpkgs' `lib.versions`. */
export const versions: Functions = {
	splitVersion: one((_, version) => text(version, (version) => stringList(components(version)))),
};

/** Functions that compare versions, of `builtins` and of nixpkgs' `lib.strings`. */
export const versionOrder: Functions = {
	compareVersions: two((_, a, b) => text(a, (a) => text(b, (b) => scalar(BigInt(compare(a, b)))))),
	versionOlder: two((_, a, b) => text(a, (a) => text(b, (b) => scalar(compare(a, b) < 0)))),
	versionAtLeast: two((_, a, b) => text(a, (a) => text(b, (b) => scalar(compare(a, b) >= 0)))),
};

/** `1.2pre3` as `1`, `2`, `pre`, `3`. */
function components(version: string): string[] {
	return version.match(/[0-9]+|[^0-9.-]+/g) ?? [];
}

/** -1, 0 or 1. */
function compare(a: string, b: string): number {
	const [left, right] = [components(a), components(b)];
	for (let at = 0; at < Math.max(left.length, right.length); at++) {
		const [x, y] = [left[at] ?? "", right[at] ?? ""];
		if (comesBefore(x, y)) return -1;
		if (comesBefore(y, x)) return 1;
	}
	return 0;
}

/** Numbers come after words and after nothing, `pre` before everything; source: Nix's manual, “nix-env --upgrade”. */
function comesBefore(a: string, b: string): boolean {
	const [isNumberA, isNumberB] = [/^[0-9]+$/.test(a), /^[0-9]+$/.test(b)];
	if (isNumberA && isNumberB) return BigInt(a) < BigInt(b);
	if (a === "" && isNumberB) return true;
	if (a === "pre") return b !== "pre";
	if (b === "pre") return false;
	if (isNumberB) return true;
	return !isNumberA && compareText(a, b) < 0;
}
