import { staticPath, unparenthesized, unwrappedParent } from "../syntax/attrs.ts";
import type { Apply, AttrBinding, Expression, Lambda, Node } from "../syntax/nodes.ts";
import { ancestors, descendants } from "../syntax/walk.ts";
import { importsEvalConfig, namesEvalConfig } from "./eval-config.ts";

/** True for the inner function of `final: prev: …`, told by what either argument is called. */
export function isOverlay(inner: Lambda): boolean {
	const outer = unwrappedParent(inner);
	if (outer?.kind !== "lambda" || outer.formals !== undefined || inner.formals !== undefined) return false;
	if (extendsLibrary(outer)) return false;
	const [first, second] = [outer.universal?.name ?? "", inner.universal?.name ?? ""];
	if (/^_?(final|self)/.test(first) || /^_?(prev|super)/.test(second)) return true;
	return /(Final|Self)$/.test(first) && /(Prev|Super)$/.test(second);
}

/** `lib.extend (final: prev: …)` makes no package set. */
function extendsLibrary(overlay: Lambda): boolean {
	const call = unwrappedParent(overlay);
	const called = call?.kind === "apply" ? unparenthesized(call.function) : undefined;
	if (called?.kind !== "select" || called.path.attrs.at(-1)?.name !== "extend") return false;
	const holder = called.path.attrs.length > 1 ? called.path.attrs.at(-2)?.name : lastName(called.target);
	return holder === "lib";
}

/** True for a call of a function that evaluates a module system, told by its name or its file. */
export function isHostCall(node: Node): node is Apply {
	if (node.kind !== "apply") return false;
	const name = lastName(node.function);
	return (name !== undefined && hostFunctions.has(name)) || importsEvalConfig(node.function);
}

/** What the functions are called that evaluate a module system, wrappers of them included. */
const hostFunctions = new Set([
	"nixosSystem",
	"darwinSystem",
	"homeManagerConfiguration",
	"nixOnDroidConfiguration",
	"evalConfig",
]);

/** What every text matches that holds such a call. */
export const namesHostCall = new RegExp([...hostFunctions, namesEvalConfig.source].join("|"));

/** What a text matches that may give a host out, by whatever function it is made. */
export const namesHostOutput = /\b(nixos|darwin|home|nixOnDroid)Configurations\b/;

/** True if a host is called for anywhere below `root`. */
export function holdsHostCall(root: Node): boolean {
	return [...descendants(root)].some(isHostCall);
}

/** True if `node` stands in an argument of such a call, without a function of the user's own in between. */
export function isInHostCall(node: Node): boolean {
	let inner = node;
	for (const outer of ancestors(node)) {
		if (isHostCall(outer) && outer.argument === inner) return true;
		inner = outer;
	}
	return false;
}

/** True for a function that reads as a module of NixOS, nix-darwin or home-manager. */
export function readsAsModule(lambda: Lambda): boolean {
	const { formals, body } = lambda;
	if (formals?.ellipsis === undefined || boundAs(lambda)?.path.attrs.at(-1)?.name === "flake") return false;
	const names = new Set(formals.formals.map(({ name }) => name));
	const keys = keysOf(body);
	if (keys === undefined || keys.some((key) => flakeKeys.has(key))) return false;
	return names.has("config") || names.has("pkgs") || names.has("options") || keys.some((key) => moduleKeys.has(key));
}

/** What modules of flake-parts define. */
const flakeKeys = new Set(["perSystem", "flake", "systems", "debug", "transposition", "partitions"]);

/** What modules of NixOS, nix-darwin and home-manager define most often. */
const moduleKeys = new Set(
	`imports options config environment services programs home nixpkgs networking boot users systemd hardware fonts xdg
	nix virtualisation security time i18n system console home-manager fileSystems zramSwap homebrew launchd`.split(/\s+/),
);

/** The first names of the attributes that an expression defines; undefined if it gives no set that can be seen. */
function keysOf(body: Expression): readonly string[] | undefined {
	const expression = unparenthesized(body);
	switch (expression.kind) {
		case "attrset":
			return expression.bindings.flatMap((binding) => (binding.kind === "binding" ? firstKeys(binding) : []));
		case "let":
		case "with":
		case "assert":
			return keysOf(expression.body);
		case "if":
			return keysOf(expression.consequence);
		case "binary":
			return expression.operator === "//" ? (keysOf(expression.left) ?? keysOf(expression.right)) : undefined;
		case "apply":
			return /^(mkIf|mkMerge|optionalAttrs|recursiveUpdate)$/.test(lastName(expression.function) ?? "")
				? (keysOf(expression.argument) ?? [])
				: undefined;
		case "list":
			return expression.elements.flatMap((element) => keysOf(element) ?? []);
		default:
			return undefined;
	}
}

/** `config.flake.x` defines `flake`, as `config = { flake = …; }` does. */
function firstKeys({ path, value }: AttrBinding): readonly string[] {
	const [first, second] = path.attrs.map(({ name }) => name);
	if (first === "config" && second !== undefined) return [first, second];
	if (first === "config") return [first, ...(keysOf(value) ?? [])];
	return first === undefined ? [] : [first];
}

/** The name of the function that is called, or the last attribute of where it comes from. */
export function lastName(called: Expression): string | undefined {
	let expression = unparenthesized(called);
	while (expression.kind === "apply") expression = unparenthesized(expression.function);
	if (expression.kind === "variable") return expression.name;
	return expression.kind === "select" ? expression.path.attrs.at(-1)?.name : undefined;
}

/** The names of the attributes that `node` is the value of, from the outermost to the innermost, dotted ones apart. */
export function bindingNames(node: Node): readonly string[] {
	const names: string[] = [];
	for (const outer of ancestors(node)) {
		if (outer.kind === "binding") names.unshift(...(staticPath(outer.path) ?? []));
	}
	return names;
}

/** The binding that a function is the value of, past the functions around it. */
export function boundAs(lambda: Lambda): AttrBinding | undefined {
	let parent = unwrappedParent(lambda);
	while (parent?.kind === "lambda") parent = unwrappedParent(parent);
	return parent?.kind === "binding" ? parent : undefined;
}
