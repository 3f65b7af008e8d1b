import { lookUp } from "../../flake/names.ts";
import type { SourceFile } from "../../flake/snapshot.ts";
import { ready, unknown } from "../../flake/value.ts";
import type { Inventory } from "../../instances/inventory.ts";
import type { Use } from "../../instances/site.ts";
import { resolve } from "../../semantics/scopes.ts";
import { staticPath, unparenthesized } from "../../syntax/attrs.ts";
import type {
	Attr,
	Expression,
	Inherit,
	Node,
	PathExpression,
	Select,
	StringExpression,
	Variable,
} from "../../syntax/nodes.ts";
import { ancestors, children } from "../../syntax/walk.ts";
import { folderOf, relativePath, resolvePath } from "../../text/path.ts";
import type { Range } from "../../text/range.ts";
import { isAtomic, selection } from "../edit/atoms.ts";
import type { Layout } from "../edit/reindent.ts";
import { lineOf, refuse } from "../refusal.ts";
import { attributeOf, type Destination, isSystem, type Meanings, nameAt } from "./destination.ts";
import { refuseName } from "./refuse-name.ts";
import { Rewriting, type Write } from "./rewriting.ts";
import { checkCopy, isPath, needsParentheses, siblingOf, usesIn } from "./sibling.ts";

/** Values of `let` bindings that use each other in a circle would come along without end. */
const maxDepth = 8;

/** Writes an expression for another place: each name in it that means nothing there, or something else, is written anew. */
export class Mover {
	/** The expression that gave the system, as the user wrote it; undefined if none was met. */
	system: string | undefined;
	private readonly rewriting: Rewriting;
	private readonly inlined: Mover[] = [];

	constructor(
		private readonly inventory: Inventory,
		private readonly file: SourceFile,
		private readonly node: Expression,
		/** What the names mean, once for each time that the site is evaluated. */
		private readonly uses: readonly Use[],
		private readonly destination: Destination,
		private readonly depth = 0,
	) {
		this.rewriting = new Rewriting(file, node);
	}

	/** The text, once all is moved. */
	write(layout: Layout): string {
		return this.rewriting.write(layout);
	}

	/** The comments that the text has no more. */
	get lost(): readonly Range[] {
		return [...this.rewriting.lost, ...this.inlined.flatMap(({ lost }) => lost)];
	}

	/** Moves all names in a node, the expression itself or one inside it. @throws Refusal for one that can't be moved. */
	move(node: Node): void {
		if (node.kind === "path") this.movePath(node);
		else if (node.kind === "variable" || node.kind === "select") this.moveReference(node);
		else if (node.kind === "inherit") this.moveInherit(node);
		else if (node.kind === "string" && this.isQuotedSystem(node)) this.rename(node, node, this.destination.system);
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
			const replacement = this.reference(steps[taken] ?? [], this.file.text.slice(node.start, end));
			if (replacement === undefined) continue;
			this.rename(node, { start: node.start, end }, replacement);
			return;
		}
		const sibling = this.inline(base, attrs.length > 0);
		if (sibling === undefined) refuseName(this.file, this.uses, node, base, steps[0] ?? []);
		this.rewriting.put(base, (layout) => sibling(layout, needsParentheses(node)));
	}

	/** True for `"${system}"`. */
	private isQuotedSystem({ parts: [only, ...others] }: StringExpression): boolean {
		if (only === undefined || typeof only === "string" || others.length > 0) return false;
		const meanings = this.uses.map(({ environment }) => this.inventory.evaluation.delay(only, environment));
		if (!isSystem(meanings, this.uses)) return false;
		this.system ??= this.slice(only);
		return true;
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
		const written = names.map(({ attr, meanings, replacement }): Write => {
			const name = this.slice(attr);
			if (meanings === undefined || replacement === name) return () => `inherit ${name};`;
			if (replacement !== undefined) return () => `${name} = ${replacement};`;
			const sibling = node.from === undefined ? this.inline(attr, false) : undefined;
			if (sibling === undefined) return refuseName(this.file, this.uses, node.from ?? attr, attr, meanings);
			return (layout) => `${name} = ${sibling(layout, false)};`;
		});
		const isSame =
			node.from === undefined && names.every((each) => !each.meanings || each.replacement === each.attr.name);
		if (!isSame) this.rewriting.put(node, (layout) => written.map((write) => write(layout)).join(" "));
	}

	/**
	 * The value of a `let` of the module around the site: it comes along. Undefined for a name that is bound otherwise, and
	 * where something is selected from a value that is more than a name.
	 */
	private inline(
		use: Variable | Attr,
		isSelected: boolean,
	): ((layout: Layout, inParentheses: boolean) => string) | undefined {
		const sibling = siblingOf(use);
		const uses = sibling && usesIn(this.uses, sibling.scope);
		if (sibling === undefined || uses === undefined || this.depth > maxDepth) return undefined;
		if (isSelected && sibling.name === undefined && !isPath(sibling.expression)) return undefined;
		checkCopy(this.file, use, sibling);
		const { expression, name } = sibling;
		const mover = new Mover(this.inventory, this.file, expression, uses, this.destination, this.depth + 1);
		mover.move(expression);
		this.system ??= mover.system;
		this.inlined.push(mover);
		return (layout, inParentheses) => {
			const text = mover.write(layout);
			const isAtom = name !== undefined || isAtomic(expression);
			const whole = name === undefined ? text : selection(expression, text, name);
			return isAtom || !inParentheses ? whole : `(${whole})`;
		};
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
		const target = resolvePath(folderOf(this.file.path), first);
		const where = lineOf(this.file.text, node);
		if (target === undefined) refuse(`the path ${first} (${where}) leads out of the workspace`);
		const moved = relativePath(folderOf(this.destination.path), target) + (first.endsWith("/") ? "/" : "");
		this.rewriting.put({ start: node.start, end: node.start + first.length }, () => moved);
	}

	/** True if a name in the call is bound outside of it, where the destination does not see it, and is not one of Nix's own. */
	private comesFromOutside(use: Variable | Attr): boolean {
		const definition = resolve(use);
		const isInside = (scope: Node) => [scope, ...ancestors(scope)].includes(this.node);
		if (definition.kind === "with") return !definition.candidates.every(isInside);
		if (definition.kind === "unbound") return true;
		return "scope" in definition && !isInside(definition.scope) && !this.destination.sees(definition.scope);
	}

	/** Puts a name in the place of a range that a node begins with. */
	private rename(node: Node, range: Range, name: string): void {
		const binding = range.end === node.end ? bindingOf(node, name) : undefined;
		if (binding === undefined) this.rewriting.replace(range, name);
		else this.rewriting.replace(binding, `inherit ${name};`);
	}

	private slice(node: Node): string {
		return this.file.text.slice(node.start, node.end);
	}
}

/** The binding `name = node;` of a set: it can inherit the name instead. In a recursive one it must, or means itself. */
function bindingOf(node: Node, name: string): Node | undefined {
	const { parent } = node;
	if (parent?.kind !== "binding" || parent.parent?.kind !== "attrset") return undefined;
	return staticPath(parent.path)?.join(".") === name ? parent : undefined;
}
