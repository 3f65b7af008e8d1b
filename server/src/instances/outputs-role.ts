import type { Evaluation } from "../flake/evaluation.ts";
import { instanceOf } from "../flake/instance.ts";
import { stringOf } from "../flake/value.ts";
import { unparenthesized } from "../syntax/attrs.ts";
import type { Expression, Lambda, Node } from "../syntax/nodes.ts";
import { ancestors } from "../syntax/walk.ts";
import type { Role } from "./role.ts";
import { bindingNames, boundAs, holdsHostCall, isInHostCall } from "./shapes.ts";
import type { Site } from "./site.ts";
import { isSystemName } from "./system-name.ts";

/** The role of a site in `outputs`, the function or file that makes the outputs of a flake. */
export function roleInOutputs(evaluation: Evaluation, { node, spelling }: Site, outputs: Expression): Role {
	const around = [...ancestors(node)];
	const inside = around.slice(0, around.indexOf(outputs)).filter((outer) => outer.kind === "lambda");
	// In a flake.nix whose outputs are not known, the outermost function is taken for theirs.
	const own = outputs.kind === "lambda" ? inside : inside.slice(0, -1);
	if (own.some((lambda) => boundAs(lambda) !== undefined && holdsHostCall(lambda))) return "host-helper";
	const inHostCall = spelling === "host" || isInHostCall(node);
	if (!inHostCall && isHostArgument(node)) return "host-helper";
	if (own.some((lambda) => takesSystem(evaluation, lambda))) return "per-system";
	if (inHostCall) return "host-call";
	if (own.length > 0) return "host-helper";
	return isInOuterLet(node, outputs) ? "flake-let" : "other";
}

/** True for a function of a system, or of the package set of one: by the name of what it takes, or by what that is. */
function takesSystem(evaluation: Evaluation, lambda: Lambda): boolean {
	const names = [lambda.universal?.name, ...(lambda.formals?.formals.map(({ name }) => name) ?? [])];
	if (names.includes("system")) return true;
	const calls = lambda.formals === undefined ? (evaluation.calls.followedOf(lambda) ?? []) : [];
	return calls.some(({ frame }) => {
		const given = frame?.argument.force();
		return given !== undefined && (isSystemName(stringOf(given)) || instanceOf(given) !== undefined);
	});
}

/** True if the site is part of a `let` that the outputs open with. */
function isInOuterLet(node: Node, outputs: Expression): boolean {
	const around = new Set<Node>([node, ...ancestors(node)]);
	let opened = unparenthesized(outputs.kind === "lambda" ? outputs.body : outputs);
	while (opened.kind === "let" || opened.kind === "with" || opened.kind === "assert") {
		if (!around.has(opened.body)) return opened.kind === "let" && around.has(opened);
		opened = unparenthesized(opened.body);
	}
	return false;
}

/** True for what stands under a name by which hosts get arguments or, in colmena's case, their packages. */
export function isHostArgument(node: Node): boolean {
	const names = bindingNames(node);
	return names.some((name, index) => /specialArgs$/i.test(name) || (name === "meta" && names[index + 1] === "nixpkgs"));
}
