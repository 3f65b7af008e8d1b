import type { Inventory } from "../../server/src/instances/inventory.ts";
import { moduleHosts } from "../../server/src/instances/module-hosts.ts";
import { roleOf } from "../../server/src/instances/role.ts";
import type { Site } from "../../server/src/instances/site.ts";
import { hostsOf } from "../../server/src/instances/site-hosts.ts";
import { freeVariables, resolve, type Use } from "../../server/src/semantics/scopes.ts";
import type { Attr, Node } from "../../server/src/syntax/nodes.ts";

/** True for a site in a module that a host is known to have. */
export function isReachedModuleSite(inventory: Inventory, site: Site): boolean {
	if (moduleHosts(site).length > 0) return true;
	return roleOf(inventory, site) === "module" && hostsOf(inventory, site).length > 0;
}

/**
 * True if nothing in a site's call depends on the module but for the system: told by the text alone, so that the share
 * of those that are hoisted does not rest on what the hoist can see.
 */
export function isClosedButForSystem({ node }: Site): boolean {
	return isClosed(node, new Set());
}

/** What a module is given that differs from host to host. */
const ofTheHost = new Set(["config", "options", "pkgs", "osConfig", "name", "nodes", "utils", "modulesPath"]);

/** What is the same for all hosts of a system, by the path below a name of the module's. */
const systemPaths: Readonly<Record<string, RegExp>> = {
	pkgs: /^(stdenv\.)?((host|build|target)Platform\.)?(system|localSystem)$|^path$|^lib(\.|$)/,
	config: /^nixpkgs\.((host|build)Platform|localSystem|system)(\.system)?$/,
};

function isClosed(node: Node, around: ReadonlySet<Node>): boolean {
	return freeVariables(node).every((use) => isClosedName(use, pathAfter(use), around));
}

/** True if `path` below a name depends on no more than the system; `around` are the bindings that it was met in. */
function isClosedName(use: Use, path: readonly string[], around: ReadonlySet<Node>): boolean {
	const definition = resolve(use);
	switch (definition.kind) {
		case "global":
		case "unbound":
			return true;
		case "with":
			return definition.candidates.every(({ environment }) => isClosed(environment, around));
		case "bound":
			return definition.attrs.every((attr) => isClosedBinding(attr, around));
		case "universal":
			return isClosedArgument(path);
		case "formal":
			return isClosedArgument([definition.name, ...path]);
	}
}

function isClosedArgument([name, ...path]: readonly string[]): boolean {
	return name === undefined || !ofTheHost.has(name) || (systemPaths[name]?.test(path.join(".")) ?? false);
}

/** What binds a name is closed, too. */
function isClosedBinding(attr: Attr, around: ReadonlySet<Node>): boolean {
	const binding = attr.parent?.kind === "attrpath" ? attr.parent.parent : attr.parent;
	if (binding === undefined || around.has(binding)) return true;
	const within = new Set([...around, binding]);
	if (binding.kind === "binding") return isClosed(binding.value, within);
	if (binding.kind !== "inherit") return false;
	const { from } = binding;
	if (from === undefined) return isClosedName(attr, [], within);
	return freeVariables(from).every((use) => isClosedName(use, [...selected(use), attr.name ?? ""], within));
}

/** The attributes that are selected from a name, one that an `inherit (name) a;` takes included. */
function pathAfter(use: Use): readonly string[] {
	let outer: Node = use.parent?.kind === "select" && use.parent.target === use ? use.parent : use;
	while (outer.parent?.kind === "parenthesized") outer = outer.parent;
	const inherit = outer.parent;
	const [only, ...others] = inherit?.kind === "inherit" && inherit.from === outer ? inherit.attrs : [];
	return only === undefined || others.length > 0 ? selected(use) : [...selected(use), only.name ?? ""];
}

function selected(use: Use): readonly string[] {
	const { parent } = use;
	return parent?.kind === "select" && parent.target === use ? parent.path.attrs.map(({ name }) => name ?? "") : [];
}
