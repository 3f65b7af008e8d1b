import { alternatives } from "./choices.ts";
import type { Definition, OptionSet } from "./definitions.ts";
import { itemsOf } from "./library/define.ts";
import { type Attrs, booleanOf, type List, ready, type Thunk, unknown, type Value } from "./value.ts";

/** A definition as it is written: its conditions have not been looked at. */
export interface Written extends Definition {
	readonly conditions: readonly Thunk[];
}

/** What modules define for one option and for those below it. */
export class OptionTree {
	private plain: readonly Written[] | undefined;
	private plainSets: readonly (readonly [Written, Attrs])[] | undefined;
	private readonly children = new Map<string, OptionTree | undefined>();

	constructor(private readonly written: readonly Written[]) {}

	/** The definitions whose conditions may hold. */
	definitions(): readonly Definition[] {
		return this.discharged().flatMap(({ conditions, ...definition }) => {
			const holds = conditions.map((condition) => booleanOf(condition.force()));
			if (holds.includes(false)) return [];
			return [{ ...definition, certain: definition.certain && !holds.includes(undefined) }];
		});
	}

	/** The option of that name below this one, if some module defines it. Modules are asked for no other name. */
	below(name: string): OptionTree | undefined {
		const known = this.children.get(name);
		if (known !== undefined || this.children.has(name)) return known;
		const written = this.sets().flatMap(([definition, { entries }]): readonly Written[] => {
			const slot = entries.get(name);
			return slot === undefined ? [] : [{ ...definition, thunk: slot.thunk, definedAt: slot.definedAt }];
		});
		const child = written.length === 0 ? undefined : new OptionTree(written);
		this.children.set(name, child);
		return child;
	}

	/** The options below this one. `some`: also if it is not always a set. */
	options(some: boolean): OptionSet | undefined {
		const values = this.discharged().map(({ thunk }) => thunk.force());
		if (!some && !values.every((value) => value.kind === "attrs" && value.brand === undefined)) return undefined;
		return {
			names: () => new Set(this.sets().flatMap(([, { entries }]) => [...entries.keys()])),
			place: (name) => this.below(name)?.written[0],
			unnamed: this.sets().flatMap(([, { unnamed }]) => unnamed),
		};
	}

	private discharged(): readonly Written[] {
		this.plain ??= this.written.flatMap((written) => [...discharge(written)]);
		return this.plain;
	}

	/** The definitions that are sets, with their values. */
	private sets(): readonly (readonly [Written, Attrs])[] {
		this.plainSets ??= this.discharged().flatMap((definition) => {
			const value = definition.thunk.force();
			return isSetOfOptions(value) ? [[definition, value] as const] : [];
		});
		return this.plainSets;
	}
}

function isSetOfOptions(value: Value): value is Attrs {
	return value.kind === "attrs" && value.brand === undefined && !value.entries.has("_type");
}

/** Takes apart what several alternatives, `mkIf`, `mkMerge`, `mkDefault` and the like hold. */
export function* discharge(definition: Written): Generator<Written> {
	const possible = alternatives(definition.thunk.force());
	if (possible.length > 1) {
		for (const value of possible) yield* unwrap(value, { ...definition, thunk: ready(value), certain: false });
	} else for (const value of possible) yield* unwrap(value, definition);
}

function* unwrap(value: Value, definition: Written): Generator<Written> {
	const type = value.kind === "attrs" ? value.entries.get("_type")?.thunk.force() : undefined;
	if (value.kind !== "attrs" || type?.kind !== "string") {
		yield definition;
		return;
	}
	const field = (name: string) => value.entries.get(name)?.thunk ?? ready(unknown("not given"));
	switch (type.value) {
		case "if":
			yield* discharge({
				...definition,
				thunk: field("content"),
				conditions: [...definition.conditions, field("condition")],
			});
			return;
		case "merge":
			yield* merged(itemsOf(field("contents").force()), definition);
			return;
		case "order":
			yield* discharge({ ...definition, thunk: field("content") });
			return;
		case "override": {
			const priority = field("priority").force();
			const level = priority.kind === "scalar" ? Number(priority.value) : 100;
			yield* discharge({ ...definition, thunk: field("content"), priority: level });
			return;
		}
		default:
			yield definition;
	}
}

function* merged({ items, certain }: List, definition: Written): Generator<Written> {
	for (const thunk of items) yield* discharge({ ...definition, thunk, certain: definition.certain && certain });
}
