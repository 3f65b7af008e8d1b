import type { Host } from "../../flake/host.ts";
import { ownArguments } from "../../flake/module-arguments.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { hostName } from "../../instances/module-hosts.ts";
import { refuse } from "../../refactorings/refusal.ts";
import { isGlobal } from "../../semantics/globals.ts";
import { isScope, type Local, namesOf, references, resolve, uses } from "../../semantics/scopes.ts";
import { boundAttrs } from "../../syntax/attrs.ts";
import type { Attr, Node } from "../../syntax/nodes.ts";
import { ancestors } from "../../syntax/walk.ts";
import type { Located } from "../names/family.ts";
import { namesIn } from "../names/nodes.ts";
import { callsOf } from "../names/slots.ts";
import { specialArguments } from "../names/special-arguments.ts";
import { lineAt } from "./line-at.ts";
import { localOf } from "./locals.ts";
import type { NameClass } from "./name-class.ts";
import { hostsOf } from "./obstacles.ts";

const keywords: ReadonlySet<string> = new Set([
	"assert",
	"else",
	"if",
	"in",
	"inherit",
	"let",
	"or",
	"rec",
	"then",
	"with",
]);

/**
 * Makes sure that a name is free wherever the class would take it.
 * @throws Refusal if it is no identifier, or is bound or used already where it would be seen.
 */
export function refuseTaken(inventory: Inventory, nameClass: NameClass, newName: string): void {
	if (!/^[A-Za-z_][\w'-]*$/.test(newName) || keywords.has(newName)) refuse(`‘${newName}’ is no name in Nix`);
	if (isGlobal(newName)) refuse(`‘${newName}’ is a name of Nix itself`);
	for (const { path, node } of nameClass.members.values()) {
		const local = localOf(node);
		if (local !== undefined) refuseCapture(inventory, path, local, newName);
		if (node.kind === "attr") refuseSibling(inventory, { path, node }, newName);
	}
	for (const { path, node } of nameClass.family.reads) {
		const scope = scopeBinding(newName, node, undefined);
		if (scope !== undefined && node.kind === "variable")
			refuse(`${lineAt(inventory, path, node)} would read another ‘${newName}’`);
	}
	for (const host of hostsOf(inventory, nameClass)) refuseArgument(inventory, host, newName);
}

/** A local can take a name that its scope does not bind, that nothing in it reads from outside, and that nothing hides. */
function refuseCapture(inventory: Inventory, path: string, local: Local, newName: string): void {
	if (namesOf(local.scope).has(newName)) {
		refuse(`‘${newName}’ is bound already where ${lineAt(inventory, path, local.scope)} binds ‘${local.name}’`);
	}
	for (const use of uses(local.scope)) {
		if (use.name !== newName) continue;
		const meaning = resolve(use);
		const isInside = "scope" in meaning && [...ancestors(meaning.scope)].includes(local.scope);
		if (!isInside) refuse(`${lineAt(inventory, path, use)} uses another ‘${newName}’`);
	}
	for (const use of references(local)) {
		if (scopeBinding(newName, use, local.scope) !== undefined) {
			refuse(`${lineAt(inventory, path, use)} would read another ‘${newName}’`);
		}
	}
}

/** The scope around a use, within `outermost`, that binds a name. */
function scopeBinding(name: string, use: Node, outermost: Node | undefined): Node | undefined {
	for (const outer of ancestors(use)) {
		if (outer === outermost) return undefined;
		if (isScope(outer) && namesOf(outer).has(name)) return outer;
	}
	return undefined;
}

function refuseSibling(inventory: Inventory, { path, node }: Located<Attr>, newName: string): void {
	const binding = node.parent?.kind === "inherit" ? node.parent : node.parent?.parent;
	const set = binding?.parent;
	if (set?.kind !== "attrset") return;
	const taken = set.bindings.flatMap(boundAttrs).find(({ name }) => name === newName);
	if (taken !== undefined) refuse(`${lineAt(inventory, path, taken)} binds ‘${newName}’ already`);
}

/** Modules that take the name already would get another value. */
function refuseArgument(inventory: Inventory, host: Host, newName: string): void {
	const isTaken = specialArguments(host).some(([name]) => name === newName);
	if (isTaken || ownArguments.has(newName)) refuse(`modules of ${hostName(host)} get a ‘${newName}’ already`);
	for (const { place } of host.graph().modules) {
		const path = place?.environment.file;
		const tree = path === undefined ? undefined : inventory.snapshot.file(path)?.tree;
		const formals = (tree && namesIn(tree).get(newName)) ?? [];
		const formal = formals.find((node) => {
			const lambda = node.kind === "formal" ? node.parent?.parent : undefined;
			const calls = lambda?.kind === "lambda" ? callsOf(inventory.evaluation, path ?? "", lambda) : [];
			return calls.some(({ frame }) => frame?.cause?.kind === "module" && frame.cause.host === host);
		});
		if (formal !== undefined) refuse(`${lineAt(inventory, path ?? "", formal)} takes a ‘${newName}’ already`);
	}
}
