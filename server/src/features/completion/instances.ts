import { instanceOf } from "../../flake/instance.ts";
import type { SourceFile } from "../../flake/snapshot.ts";
import { boundName } from "../../instances/bound-name.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { addFormal } from "../../refactorings/edit/formals.ts";
import type { Local } from "../../semantics/scopes.ts";
import { unparenthesized } from "../../syntax/attrs.ts";
import type { TextEdit } from "../../text/edit.ts";
import { type Completion, plain } from "./completion-item.ts";
import { argumentDetail, argumentMarkdown, type ModuleArgument, moduleArguments } from "./module-arguments.ts";

/**
 * The instances that hosts pass to the modules of a file, and that the module does not take yet: it will, once one of
 * them is accepted.
 */
export function passedInstances(
	inventory: Inventory,
	file: SourceFile | undefined,
	names: ReadonlyMap<string, Local>,
): readonly Completion[] {
	return instanceArguments(inventory, file?.path ?? "").flatMap((argument) => {
		const edit = names.has(argument.name) ? undefined : formalEdit(file, argument.name);
		return edit === undefined ? [] : { ...completionOf(argument), edits: [edit] };
	});
}

/** The instances that have a name here. */
export function instancesAround(
	inventory: Inventory,
	path: string,
	names: ReadonlyMap<string, Local>,
): readonly Completion[] {
	const own = inventory.sites.flatMap((site) => (site.path === path ? (boundName(site.node) ?? []) : []));
	const bound = [...new Set(own)].filter((name) => names.has(name));
	const passed = instanceArguments(inventory, path).filter(({ name }) => names.get(name)?.kind === "formal");
	return [...plain(bound, { kind: "instance", detail: "nixpkgs instance" }), ...passed.map(completionOf)];
}

function instanceArguments(inventory: Inventory, path: string): readonly ModuleArgument[] {
	const all = [...moduleArguments(inventory, path).values()];
	return all.filter(({ values }) => values.some((value) => instanceOf(value) !== undefined));
}

function completionOf(argument: ModuleArgument): Completion {
	const { name } = argument;
	const documented = { markdown: argumentMarkdown(argument) };
	return { label: name, kind: "instance", detail: argumentDetail(argument), newText: name, documented };
}

/** Makes the module take an argument; undefined if it can't, or if its formals could not be parsed. */
function formalEdit(file: SourceFile | undefined, name: string): TextEdit | undefined {
	const root = file && unparenthesized(file.tree.root);
	const formals = root?.kind === "lambda" ? root.formals : undefined;
	if (file === undefined || formals?.ellipsis === undefined) return undefined;
	const isWhole = !file.tree.errors.some(({ start, end }) => start < formals.end && formals.start < end);
	return isWhole ? addFormal(file.text, formals, name) : undefined;
}
