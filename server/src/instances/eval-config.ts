import { unparenthesized } from "../syntax/attrs.ts";
import type { Expression, StringPart } from "../syntax/nodes.ts";

/** What every text matches that imports one of the files by which nixpkgs evaluates a NixOS configuration. */
export const namesEvalConfig = /\/nixos(\/lib\/eval-config\.nix|\/default\.nix)?["'>)]/;

/** True for `import` of such a file, as in `import (nixpkgs + "/nixos/lib/eval-config.nix")`. */
export function importsEvalConfig(expression: Expression): boolean {
	const call = unparenthesized(expression);
	if (call.kind !== "apply") return false;
	const name = unparenthesized(call.function);
	const end = name.kind === "variable" && name.name === "import" ? endOf(call.argument) : undefined;
	return end !== undefined && /^(\/nixos|\/nixos\/default\.nix|\/nixos\/lib\/eval-config\.nix)$/.test(end);
}

/** What a path below a tree ends with: `/nixos` in `"${nixpkgs}/nixos"`, `nixpkgs + "/nixos"` and `<nixpkgs/nixos>`. */
function endOf(expression: Expression): string | undefined {
	const path = unparenthesized(expression);
	switch (path.kind) {
		case "string":
			return lastText(path.parts);
		case "binary":
			return path.operator === "+" ? endOf(path.right) : undefined;
		case "search-path":
			return path.path.replace(/^[^/]+/, "");
		default:
			return undefined;
	}
}

function lastText(parts: readonly StringPart[]): string | undefined {
	const last = parts.at(-1);
	return typeof last === "string" ? last : undefined;
}
