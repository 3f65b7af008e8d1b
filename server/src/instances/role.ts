import type { Evaluation } from "../flake/evaluation.ts";
import { stringOf } from "../flake/value.ts";
import { unparenthesized } from "../syntax/attrs.ts";
import type { Expression, Lambda, Node } from "../syntax/nodes.ts";
import { ancestors } from "../syntax/walk.ts";
import { isBelow, isPackageFile, isShellFile, isTemplate, isTest } from "./folders.ts";
import type { Inventory } from "./inventory.ts";
import { isMachine } from "./module-hosts.ts";
import {
	bindingNames,
	boundAs,
	holdsHostCall,
	isInHostCall,
	isOverlay,
	lastName,
	namesHostCall,
	namesHostOutput,
	readsAsModule,
} from "./shapes.ts";
import type { Site } from "./site.ts";

/** Where a site stands, which tells who evaluates it. */
export type Role =
	| "flake-let"
	| "per-system"
	| "per-system-module"
	| "host-call"
	| "host-helper"
	| "module"
	| "overlay"
	| "package"
	| "formal-default"
	| "shell"
	| "sub-flake"
	| "template"
	| "test"
	| "other";

/**
 * The role of a site. The evaluation decides what it can, such as which functions are modules; names and shapes decide
 * for what no flake reaches.
 */
export function roleOf(inventory: Inventory, site: Site): Role {
	return byFolder(inventory, site.path) ?? byNesting(inventory, site) ?? byFile(inventory, site);
}

function byFolder({ flakes }: Inventory, path: string): Role | undefined {
	const given = flakes.some(({ templates }) => templates.some((folder) => isBelow(path, folder)));
	if (given || isTemplate(path)) return "template";
	if (isTest(path)) return "test";
	if (path.endsWith("/flake.nix") && flakes.some(({ flake }) => isFolderAbove(flake.path, path))) return "sub-flake";
	return undefined;
}

/** True if the folder of the flake `outer` holds the folder of `path`. */
function isFolderAbove(outer: string, path: string): boolean {
	return outer !== path && isBelow(path, outer.slice(0, -"/flake.nix".length) || "/");
}

/** The role that a function around the site gives it; the innermost one decides. */
function byNesting({ evaluation }: Inventory, { node }: Site): Role | undefined {
	for (const outer of ancestors(node)) {
		if (outer.kind === "formal") return "formal-default";
		if (outer.kind !== "lambda") continue;
		if (isOverlay(outer)) return "overlay";
		if (isPerSystemModule(outer)) return "per-system-module";
		if (isModule(evaluation, outer)) return isInHostCall(outer) ? undefined : "module";
	}
	return undefined;
}

function isPerSystemModule(lambda: Lambda): boolean {
	if (boundAs(lambda)?.path.attrs.at(-1)?.name === "perSystem") return true;
	return lambda.formals?.formals.some(({ name }) => name === "self'" || name === "inputs'") ?? false;
}

/** True if hosts evaluate a function as a module; where no call of it is known, if it reads as one. */
function isModule(evaluation: Evaluation, lambda: Lambda): boolean {
	const calls = evaluation.calls.get(lambda);
	if (calls === undefined) return readsAsModule(lambda);
	return calls.some(({ frame }) => frame?.cause?.kind === "module" && isMachine(frame.cause.host));
}

function byFile(inventory: Inventory, site: Site): Role {
	const outputs = outputsAround(inventory, site);
	if (outputs !== undefined) return inOutputs(inventory.evaluation, site, outputs);
	const { node, path } = site;
	if (site.spelling === "host" || isInHostCall(node)) return "host-helper";
	if (site.uses.some(({ host }) => host !== undefined && isMachine(host))) return "module";
	const root = rootOf(node);
	if (isShellFile(path) || makesShell(root)) return "shell";
	if (holdsHostCall(root) || isHostArgument(node)) return "host-helper";
	if (buildsHosts(inventory) && takesInputs(root) && !isPackageFile(path)) return "host-helper";
	return site.argument === undefined && resultOf(root) === node ? "other" : "package";
}

/** The function or file that makes the outputs of a flake, if the site stands in it. */
function outputsAround({ flakes }: Inventory, { path, node }: Site): Node | undefined {
	const around = new Set<Node>(ancestors(node));
	for (const { flake } of flakes) {
		if (flake.outputsFunction !== undefined && around.has(flake.outputsFunction)) return flake.outputsFunction;
	}
	return path.endsWith("/flake.nix") ? rootOf(node) : undefined;
}

function inOutputs(evaluation: Evaluation, { node, spelling }: Site, outputs: Node): Role {
	const functions = [...ancestors(node)].filter((outer) => outer.kind === "lambda");
	const own = functions.slice(0, functions.indexOf(outputs as Lambda));
	if (own.some((lambda) => boundAs(lambda) !== undefined && holdsHostCall(lambda))) return "host-helper";
	const inHostCall = spelling === "host" || isInHostCall(node);
	if (!inHostCall && isHostArgument(node)) return "host-helper";
	if (own.some((lambda) => takesSystem(evaluation, lambda))) return "per-system";
	if (inHostCall) return "host-call";
	if (own.length > 0) return "host-helper";
	return isInOuterLet(node, outputs) ? "flake-let" : "other";
}

/** True for a function of a system: by the name of what it takes, or by what it is called with. */
function takesSystem(evaluation: Evaluation, lambda: Lambda): boolean {
	const names = [lambda.universal?.name, ...(lambda.formals?.formals.map(({ name }) => name) ?? [])];
	if (names.includes("system")) return true;
	const name = lambda.universal?.name;
	const calls = name === undefined ? [] : (evaluation.calls.get(lambda) ?? []);
	return calls.some(({ names }) => {
		const given = names?.get(name ?? "")?.thunk.force();
		return given !== undefined && isSystem(stringOf(given));
	});
}

/** True for a system double that packages are built for. */
export function isSystem(text: string | undefined): boolean {
	return text !== undefined && /^(x86_64|aarch64|i686|armv[67]l|riscv64|powerpc64le)-(linux|darwin)$/.test(text);
}

/** True if the site is part of a `let` that the outputs open with. */
function isInOuterLet(node: Node, outputs: Node): boolean {
	const body = outputs.kind === "lambda" ? outputs.body : outputs;
	const around = new Set<Node>(ancestors(node));
	for (let inner: Expression | undefined = body as Expression; inner !== undefined; ) {
		const opened: Expression = unparenthesized(inner);
		if (opened.kind === "let" && !around.has(opened.body) && opened.body !== node) return around.has(opened);
		inner = opened.kind === "let" || opened.kind === "with" || opened.kind === "assert" ? opened.body : undefined;
	}
	return false;
}

/** True for what stands under a name by which hosts get arguments or, in colmena's case, their packages. */
function isHostArgument(node: Node): boolean {
	const names = bindingNames(node);
	return names.some((name, index) => /specialArgs$/i.test(name) || (name === "meta" && names[index + 1] === "nixpkgs"));
}

function makesShell(root: Expression): boolean {
	const result = resultOf(root);
	return result.kind === "apply" && /^mkShell/.test(lastName(result.function) ?? "");
}

/** What a file gives in the end, past the functions and names around it. */
function resultOf(root: Expression): Expression {
	let result = unparenthesized(root);
	while (result.kind === "lambda" || result.kind === "let" || result.kind === "with" || result.kind === "assert") {
		result = unparenthesized(result.body);
	}
	return result;
}

/** True if some file outside of templates and tests makes a host. */
function buildsHosts({ snapshot }: Inventory): boolean {
	for (const path of snapshot.paths()) {
		const makesHost = snapshot.matches(path, namesHostCall) || snapshot.matches(path, namesHostOutput);
		if (makesHost && !isTemplate(path) && !isTest(path)) return true;
	}
	return false;
}

/** True if a file is a function of the flake's inputs, or of the flake. */
function takesInputs(root: Expression): boolean {
	const opened = unparenthesized(root);
	if (opened.kind !== "lambda") return false;
	const names = [opened.universal?.name, ...(opened.formals?.formals.map(({ name }) => name) ?? [])];
	return names.includes("inputs") || names.includes("self");
}

function rootOf(node: Node): Expression {
	const outermost = [...ancestors(node)].at(-1) ?? node;
	return outermost as Expression;
}
