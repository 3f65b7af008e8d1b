import { namesNixpkgs } from "../flake/brand.ts";
import { staticPath, unparenthesized } from "../syntax/attrs.ts";
import type { Apply, Expression, Node } from "../syntax/nodes.ts";
import { descendants } from "../syntax/walk.ts";
import { variableName } from "./nixpkgs-names.ts";
import { lastName } from "./shapes.ts";

/** A call that fetches or patches: what it is given names nixpkgs, or a source that does. */
export function judgeFetched(call: Apply, judge: (source: Expression) => boolean | undefined): boolean | undefined {
	if (!/fetch|getflake|patch|srconly|runcommand|mkderivation/i.test(lastName(call.function) ?? "")) return undefined;
	let namesOther = false;
	for (const node of descendants(call.argument)) {
		const told = judgeGiven(node, judge);
		if (told === true || (told === false && node.kind !== "string")) return told;
		namesOther ||= told === false;
	}
	return namesOther ? false : undefined;
}

/** What a part of such a call's argument tells. */
function judgeGiven(node: Node, judge: (source: Expression) => boolean | undefined): boolean | undefined {
	switch (node.kind) {
		case "binding": {
			const name = staticPath(node.path)?.join(".");
			const text = name === "repo" ? literalText(node.value) : undefined;
			if (text !== undefined) return namesNixpkgs(text);
			return name === "src" ? judge(node.value) : undefined;
		}
		case "string": {
			const text = node.parts.map((part) => (typeof part === "string" ? part : "x")).join("");
			if (namesNixpkgs(text) || /^(flake:)?nixpkgs(\/|$)/.test(text)) return true;
			return /^\w+(\+\w+)?:/.test(text) ? false : undefined;
		}
		case "select":
			// `lock.nodes.nixpkgs.locked.rev`, `lock.nodes.${nixpkgs-node}.locked`, `sources.nixpkgs.url`
			return node.path.attrs.some(({ name, dynamic }) => {
				const written = name ?? (dynamic && variableName(dynamic));
				return written !== undefined && /^nixpkgs(-|$)/.test(written);
			})
				? true
				: undefined;
		default:
			return undefined;
	}
}

/** The text of a string or path without anything computed in it. */
export function literalText(expression: Expression): string | undefined {
	const value = unparenthesized(expression);
	if (value.kind !== "string" && value.kind !== "path") return undefined;
	return value.parts.every((part) => typeof part === "string") ? value.parts.join("") : undefined;
}
