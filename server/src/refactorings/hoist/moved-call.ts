import { lookUp } from "../../flake/names.ts";
import { folderOf, resolvePath } from "../../flake/paths.ts";
import { ready, unknown } from "../../flake/value.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { hostName } from "../../instances/module-hosts.ts";
import type { Site, Use } from "../../instances/site.ts";
import { resolve } from "../../semantics/scopes.ts";
import { staticPath, unparenthesized } from "../../syntax/attrs.ts";
import type { Attr, Inherit, Node, PathExpression, Select, Variable } from "../../syntax/nodes.ts";
import { ancestors, children } from "../../syntax/walk.ts";
import { applyEdits, type TextEdit } from "../../text/edit.ts";
import { contains, type Range } from "../../text/range.ts";
import { commentsIn } from "../edit/comments.ts";
import { indentation, indentUnit } from "../edit/layout.ts";
import { type Layout, reindentation } from "../edit/reindent.ts";
import { lineOf, refuse } from "../refusal.ts";
import { attributeOf, type Destination, isSystem, type Meanings, nameAt } from "./destination.ts";

/** A call for another place. */
export interface MovedCall {
	/** Its text, laid out as the place is. */
	readonly write: (layout: Layout) => string;
	/** The comments that its text has no more. */
	readonly lost: readonly Range[];
	/** The expression that gave the system, as the user wrote it; undefined if the call does not depend on it. */
	readonly system: string | undefined;
}

/** Writes the call of a site so that it means the same in the outputs scope. @throws Refusal where that can't be done. */
export function moveCall(inventory: Inventory, site: Site, uses: readonly Use[], destination: Destination): MovedCall {
	const { text = "", tree } = inventory.snapshot.file(site.path) ?? {};
	const { start, end } = site.node;
	const mover = new Mover(inventory, site, uses, destination, text);
	mover.move(site.node);
	const isReplaced = (range: Range) => mover.edits.some((edit) => contains(edit.range, range));
	const own = { indent: indentation(text, start), unit: indentUnit(text) };
	const write = (layout: Layout): string => {
		const lines = reindentation(text, site.node, own, layout);
		const edits = [...mover.edits, ...lines.filter(({ range }) => !isReplaced(range))];
		return applyEdits(
			text.slice(start, end),
			edits.map(({ range, newText }) => ({ range: { start: range.start - start, end: range.end - start }, newText })),
		);
	};
	const lost = commentsIn(tree?.comments ?? [], site.node).filter(isReplaced);
	return { write, lost, system: mover.system };
}

class Mover {
	readonly edits: TextEdit[] = [];
	system: string | undefined;

	constructor(
		private readonly inventory: Inventory,
		private readonly site: Site,
		private readonly uses: readonly Use[],
		private readonly destination: Destination,
		private readonly text: string,
	) {}

	move(node: Node): void {
		if (node.kind === "path") this.movePath(node);
		else if (node.kind === "variable" || node.kind === "select") this.moveReference(node);
		else if (node.kind === "inherit") this.moveInherit(node);
		else for (const child of children(node)) this.move(child);
	}

	/** A variable or a selection from one: the longest part of it that the destination can name is named anew. */
	private moveReference(node: Variable | Select): void {
		const base = node.kind === "select" ? unparenthesized(node.target) : node;
		if (base.kind !== "variable" || !this.comesFromOutside(base)) {
			for (const child of children(node)) this.move(child);
			return;
		}
		const attrs = node.kind === "select" ? node.path.attrs : [];
		const steps = [this.meanings(base.name)];
		for (const { name } of attrs) {
			if (name === undefined) break;
			steps.push((steps.at(-1) ?? []).map((thunk) => attributeOf(thunk, name)));
		}
		for (let taken = steps.length - 1; taken >= 0; taken--) {
			const end = attrs[taken - 1]?.end ?? base.end;
			const replacement = this.reference(steps[taken] ?? [], this.text.slice(node.start, end));
			if (replacement === undefined) continue;
			const binding = end === node.end ? bindingOf(node, replacement) : undefined;
			if (binding === undefined) this.replace({ start: node.start, end }, replacement);
			else this.replace(binding, `inherit ${replacement};`);
			return;
		}
		this.refuseName(base, steps[0] ?? []);
	}

	private moveInherit(node: Inherit): void {
		const names = node.attrs.map((attr) => {
			const meanings = this.inheritedMeanings(node, attr);
			return { attr, meanings, replacement: meanings && this.reference(meanings, attr.name ?? "") };
		});
		if (node.from !== undefined && names.every(({ replacement }) => replacement === undefined)) {
			this.move(node.from);
			return;
		}
		const written = names.map(({ attr, meanings, replacement }) => {
			const name = this.slice(attr);
			if (meanings === undefined) return `inherit ${name};`;
			if (replacement === undefined) return this.refuseName(attr, meanings);
			return replacement === name ? `inherit ${name};` : `${name} = ${replacement};`;
		});
		if (node.from !== undefined || written.some((binding) => !binding.startsWith("inherit"))) {
			this.replace(node, written.join(" "));
		}
	}

	/** What an inherited name stands for in each use; undefined if it is bound within the call. */
	private inheritedMeanings({ from }: Inherit, attr: Attr): Meanings | undefined {
		const name = attr.name ?? "";
		if (from === undefined) return this.comesFromOutside(attr) ? this.meanings(name) : undefined;
		return this.uses.map(({ environment }) => attributeOf(this.inventory.evaluation.delay(from, environment), name));
	}

	/** What a name from around the call stands for in each use. */
	private meanings(name: string): Meanings {
		return this.uses.map(({ environment }) => {
			const slot = lookUp(this.inventory.evaluation, name, environment);
			return typeof slot === "string" ? ready(unknown(slot)) : slot.thunk;
		});
	}

	private reference(meanings: Meanings, written: string): string | undefined {
		if (isSystem(meanings, this.uses)) {
			this.system ??= written;
			return this.destination.system;
		}
		return nameAt(this.destination, meanings, written);
	}

	private movePath(node: PathExpression): void {
		const [first, ...rest] = node.parts;
		for (const part of rest) if (typeof part !== "string") this.move(part);
		if (typeof first !== "string" || !first.startsWith(".")) return;
		const target = resolvePath(folderOf(this.site.path), first);
		if (target === undefined) refuse(`the path ${first} leads out of the workspace`);
		const moved = relativePath(folderOf(this.destination.path), target) + (first.endsWith("/") ? "/" : "");
		this.edits.push({ range: { start: node.start, end: node.start + first.length }, newText: moved });
	}

	/** True if a name in the call is bound outside of it, where the destination does not see it, and is not one of Nix's own. */
	private comesFromOutside(use: Variable | Attr): boolean {
		const definition = resolve(use);
		const isInside = (scope: Node) => [scope, ...ancestors(scope)].includes(this.site.node);
		if (definition.kind === "with") return !definition.candidates.every(isInside);
		if (definition.kind === "unbound") return true;
		return "scope" in definition && !isInside(definition.scope) && !this.destination.sees(definition.scope);
	}

	private refuseName(use: Variable | Attr, meanings: Meanings): never {
		for (const { host } of this.uses) {
			const system = host?.system.force();
			if (system?.kind === "unknown" && use.name === "pkgs") {
				refuse(`the system of ${host === undefined ? "a host" : hostName(host)} is not known: ${system.reason}`);
			}
		}
		const [value] = meanings.map((thunk) => thunk.force()).filter((each) => each.kind === "unknown");
		const why = value?.kind === "unknown" ? `: ${value.reason}` : "";
		return refuse(
			`it depends on ‘${this.slice(use)}’ (${lineOf(this.text, use)}), which flake.nix does not have${why}`,
		);
	}

	private replace({ start, end }: Range, newText: string): void {
		if (newText !== this.text.slice(start, end)) this.edits.push({ range: { start, end }, newText });
	}

	private slice(node: Node): string {
		return this.text.slice(node.start, node.end);
	}
}

/** The binding `name = node;` of a set whose attributes do not see each other: it can inherit the name instead. */
function bindingOf(node: Node, name: string): Node | undefined {
	const { parent } = node;
	if (parent?.kind !== "binding" || parent.parent?.kind !== "attrset" || parent.parent.recursive) return undefined;
	return staticPath(parent.path)?.join(".") === name ? parent : undefined;
}

/** The relative path from a folder to a path, both absolute in the workspace. */
export function relativePath(folder: string, target: string): string {
	const from = folder.split("/").filter((step) => step !== "");
	const to = target.split("/").filter((step) => step !== "");
	let common = 0;
	while (common < from.length && common < to.length && from[common] === to[common]) common++;
	const up = from.slice(common).map(() => "..");
	return up.length > 0 ? [...up, ...to.slice(common)].join("/") : `./${to.slice(common).join("/")}`;
}
