import type { FlakeInput } from "../../flake/inputs.ts";
import { lookUp } from "../../flake/names.ts";
import { folderOf, resolvePath } from "../../flake/paths.ts";
import { attribute } from "../../flake/select.ts";
import { stringOf, unknown, type Value } from "../../flake/value.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { hostName } from "../../instances/module-hosts.ts";
import type { Site, Use } from "../../instances/site.ts";
import { resolve } from "../../semantics/scopes.ts";
import { unparenthesized } from "../../syntax/attrs.ts";
import type { Attr, Inherit, Node, PathExpression, Select, Variable } from "../../syntax/nodes.ts";
import { ancestors, children } from "../../syntax/walk.ts";
import { applyEdits, type TextEdit } from "../../text/edit.ts";
import type { Range } from "../../text/range.ts";
import { lineOf, refuse } from "../refusal.ts";

/** What the place that a call is moved to offers for the names in it. */
export interface Destination {
	/** The folder of the file. */
	readonly path: string;
	/** The text that stands for the hosts' system there: a quoted double, or a variable. */
	readonly system: () => string;
	/** How an input is named there. */
	readonly input: (input: FlakeInput, written: string) => string;
	/** How nixpkgs' library is named there. */
	readonly library: (value: Value, written: string) => string | undefined;
	/** The name of all inputs together, if they have one there. */
	readonly inputs: string | undefined;
	/** True if the flake itself is called `self` there. */
	readonly self: boolean;
}

/** A call's text for another place. */
export interface MovedCall {
	readonly text: string;
	/** The expression that gave the system, as the user wrote it; undefined if the call does not depend on it. */
	readonly system: string | undefined;
}

/** Writes the call of a site so that it means the same in the outputs scope. @throws Refusal where that can't be done. */
export function moveCall(inventory: Inventory, site: Site, uses: readonly Use[], destination: Destination): MovedCall {
	const text = inventory.snapshot.text(site.path) ?? "";
	const mover = new Mover(inventory, site, uses, destination, text);
	mover.move(site.node);
	const edits = mover.edits.map(({ range, newText }) => ({
		range: { start: range.start - site.node.start, end: range.end - site.node.start },
		newText,
	}));
	return { text: applyEdits(text.slice(site.node.start, site.node.end), edits), system: mover.system };
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
		if (base.kind === "variable" && this.comesFromOutside(base)) {
			const attrs = node.kind === "select" ? node.path.attrs : [];
			const steps = this.stepValues(base, attrs);
			for (let taken = steps.length - 1; taken >= 0; taken--) {
				const end = attrs[taken - 1]?.end ?? base.end;
				const written = this.text.slice(node.start, end);
				const replacement = this.reference(steps[taken] ?? [], written);
				if (replacement === undefined) continue;
				this.replace({ start: node.start, end }, replacement);
				return;
			}
			this.refuseName(base, steps[0] ?? []);
		}
		for (const child of children(node)) this.move(child);
	}

	/** The values of a variable, of its first attribute, of that one's, and so on; each by use. */
	private stepValues(base: Variable, attrs: readonly Attr[]): readonly (readonly Value[])[] {
		const first = this.uses.map(({ environment }) => this.inventory.evaluation.evaluate(base, environment));
		const steps: (readonly Value[])[] = [first];
		for (const { name } of attrs) {
			if (name === undefined) break;
			const previous = steps.at(-1) ?? [];
			steps.push(previous.map((value) => attribute(value, name) ?? unknown(`there is no attribute ‘${name}’`)));
		}
		return steps;
	}

	private moveInherit(node: Inherit): void {
		const names = node.attrs.map((attr) => {
			const values = this.inheritedValues(node, attr);
			return { attr, values, replacement: values && this.reference(values, attr.name ?? "") };
		});
		if (node.from !== undefined && names.every(({ replacement }) => replacement === undefined)) {
			this.move(node.from);
			return;
		}
		const written = names.map(({ attr, values, replacement }) => {
			const name = this.slice(attr);
			if (values === undefined) return `inherit ${name};`;
			if (replacement === undefined) return this.refuseName(attr, values);
			return replacement === name ? `inherit ${name};` : `${name} = ${replacement};`;
		});
		if (written.some((binding) => !binding.startsWith("inherit")) || node.from !== undefined)
			this.replace(node, written.join(" "));
	}

	/** What an inherited name stands for in each use; undefined if it is bound within the call. */
	private inheritedValues({ from }: Inherit, attr: Attr): readonly Value[] | undefined {
		const { evaluation } = this.inventory;
		const name = attr.name ?? "";
		if (from === undefined) {
			if (!this.comesFromOutside(attr)) return undefined;
			return this.uses.map(({ environment }) => {
				const slot = lookUp(evaluation, name, environment);
				return typeof slot === "string" ? unknown(slot) : slot.thunk.force();
			});
		}
		return this.uses.map(
			({ environment }) =>
				attribute(evaluation.evaluate(from, environment), name) ?? unknown(`there is no attribute ‘${name}’`),
		);
	}

	/** The text for values that the destination can name, one for each use. */
	private reference(values: readonly Value[], written: string): string | undefined {
		const [first] = values;
		if (first === undefined) return undefined;
		if (this.isHostSystem(values)) {
			this.system ??= written;
			return this.destination.system();
		}
		const texts = values.map(stringOf);
		if (texts[0] !== undefined && texts.every((text) => text === texts[0])) return quoted(texts[0]);
		if (first.kind === "scalar" && values.every((value) => value.kind === "scalar" && value.value === first.value))
			return String(first.value);
		if (first.kind !== "attrs" || first.brand === undefined) return undefined;
		const { brand } = first;
		if (brand.kind === "input") {
			const { input } = brand;
			const same = values.every(
				(value) =>
					value.kind === "attrs" && value.brand?.kind === "input" && value.brand.input.identity === input.identity,
			);
			return same ? this.destination.input(input, written) : undefined;
		}
		if (brand.kind === "library") return this.destination.library(first, written);
		if (brand.kind === "inputs") return this.destination.inputs;
		return brand.kind === "self" && this.destination.self ? "self" : undefined;
	}

	private isHostSystem(values: readonly Value[]): boolean {
		return values.every((value, index) => {
			const host = this.uses[index]?.host?.system.force();
			return value.kind === "string" && host?.kind === "string" && value.value === host.value;
		});
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

	/** True if a name in the call is bound outside of it, in the module or around it, and is not one of Nix's own. */
	private comesFromOutside(use: Variable | Attr): boolean {
		const definition = resolve(use);
		if (definition.kind === "global") return false;
		if (!("scope" in definition)) return true;
		return ![definition.scope, ...ancestors(definition.scope)].includes(this.site.node);
	}

	private refuseName(use: Variable | Attr, values: readonly Value[]): never {
		for (const { host } of this.uses) {
			const system = host?.system.force();
			if (system?.kind === "unknown" && use.name === "pkgs") {
				refuse(`the system of ${host === undefined ? "a host" : hostName(host)} is not known: ${system.reason}`);
			}
		}
		const unknown = values.find((value) => value.kind === "unknown");
		const why = unknown?.kind === "unknown" ? `: ${unknown.reason}` : "";
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

function quoted(text: string): string | undefined {
	return /["\\\n\r\t]|\$\{/.test(text) ? undefined : `"${text}"`;
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
