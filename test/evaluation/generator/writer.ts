import { fits, isFunction, isList, type SetType, type Type } from "./types.ts";

/** The names that an expression may use, with what they stand for. */
export interface Scope {
	/** Bound by `let`, `rec` and functions. */
	readonly bound: ReadonlyMap<string, Type>;
	/** Brought in by `with`, as far as nothing binds them. */
	readonly withs: ReadonlyMap<string, Type>;
	/** How much deeper the expression may go. */
	readonly fuel: number;
}

/** A way to write an expression of a type. */
export type Form<T extends Type = Type> = (writer: Writer, type: T, scope: Scope) => string;

/** All ways to write an expression. */
export interface Grammar {
	/** Those for any type. */
	readonly any: readonly [Form, ...Form[]];
	/** Those for one type. */
	of(type: Type): readonly [Form, ...Form[]];
}

const names = ["a", "b", "c", "d", "e"];

/** Writes a well-scoped expression, mostly without type errors, taking its decisions from a row of bytes. */
export class Writer {
	private at = 0;

	constructor(
		private readonly grammar: Grammar,
		private readonly bytes: ArrayLike<number>,
		/** Whether parts of it are hidden in `opaque`. */
		private readonly opaque: boolean,
	) {}

	/** A number below `limit`; always the first once the bytes are used up, which is the simplest choice. */
	below(limit: number): number {
		const byte = this.bytes[this.at++];
		return byte === undefined ? 0 : byte % limit;
	}

	pick<T>(choices: readonly [T, ...T[]]): T {
		return choices[this.below(choices.length)] ?? choices[0];
	}

	/** An expression of a type, in parentheses. */
	write(type: Type, scope: Scope): string {
		if (scope.fuel <= 0) return leaf(this, type, scope);
		const inner = { ...scope, fuel: scope.fuel - 1 };
		if (this.opaque && this.below(10) === 9) return `(opaque ${this.write(type, inner)})`;
		const form = this.pick(this.below(3) === 2 ? this.grammar.any : this.grammar.of(type));
		return `(${form(this, type, inner)})`;
	}

	/** Any type; `depth` bounds what is inside of it. */
	type(depth = 1): Type {
		const simple: [Type, ...Type[]] = ["int", "string", "bool"];
		if (depth === 0) return this.pick(simple);
		switch (this.below(7)) {
			case 4:
				return { list: this.type(depth - 1) };
			case 5:
			case 6:
				return this.setType(depth);
			default:
				return this.pick(simple);
		}
	}

	/** A set of one to three attributes. */
	setType(depth = 1): SetType {
		const count = 1 + this.below(3);
		return { set: Object.fromEntries(this.names(count).map((name) => [name, this.type(depth - 1)])) };
	}

	/** Different names. */
	names(count: number): readonly string[] {
		const first = this.below(names.length);
		return Array.from({ length: count }, (_, index) => names[(first + index) % names.length] ?? "a");
	}

	name(): string {
		return this.names(1)[0] ?? "a";
	}
}

/** A scope with more names bound. */
export function bind(scope: Scope, bound: Iterable<readonly [string, Type]>): Scope {
	return { ...scope, bound: new Map([...scope.bound, ...bound]) };
}

/** A scope without some names, as nothing may be known of them there. */
export function hide(scope: Scope, hidden: readonly string[]): Scope {
	const without = (names: ReadonlyMap<string, Type>) => new Map([...names].filter(([name]) => !hidden.includes(name)));
	return { ...scope, bound: without(scope.bound), withs: without(scope.withs) };
}

/** A variable or a literal. */
export const leaf: Form = (writer, type, scope) => {
	const visible = [...scope.withs, ...scope.bound].filter(([name, own]) => {
		return fits(own, type) && (scope.bound.get(name) ?? own) === own;
	});
	const chosen = visible[writer.below(visible.length + 1) - 1];
	if (chosen !== undefined) return chosen[0];
	if (type === "int") return String(writer.below(6));
	if (type === "bool") return writer.pick(["true", "false"]);
	if (type === "string") return JSON.stringify(writer.pick(["", "a", "b-c", "x.nix", "a/b", "Hello", "1.2"]));
	const below = { ...scope, fuel: 0 };
	if (isList(type))
		return `[ ${Array.from({ length: writer.below(4) }, () => leaf(writer, type.list, below)).join(" ")} ]`;
	if (isFunction(type)) return `(_: ${leaf(writer, type.to, below)})`;
	const fields = Object.entries(type.set).map(([name, inner]) => `${name} = ${leaf(writer, inner, below)};`);
	return `{ ${fields.join(" ")} }`;
};
