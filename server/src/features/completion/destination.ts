import { isAssumedImport } from "../../instances/assumed-source.ts";
import { importCalls } from "../../instances/imports.ts";
import { lastName } from "../../instances/shapes.ts";
import { hostArguments } from "../../nixpkgs/host-arguments.ts";
import { nixosOptions } from "../../nixpkgs/nixos-options.ts";
import { isScope, namesOf, references, type Use } from "../../semantics/scopes.ts";
import { staticPath } from "../../syntax/attrs.ts";
import type { Apply, AttrBinding, Attrset, Expression, Lambda, Let, Node } from "../../syntax/nodes.ts";
import type { Reader } from "../setting-entries.ts";
import { boundExpression } from "./written-names.ts";

/** A set around an expression, and the names by which it is read itself. */
export interface Level {
	readonly set: Attrset;
	readonly path: readonly string[];
}

/** Who reads what an expression gives, and by which names. */
export interface Destination {
	readonly reader: Reader;
	readonly path: readonly string[];
	/** The sets around the expression, innermost first. */
	readonly around: readonly Level[];
}

/** A way from an expression outwards: the names that it is bound to so far, innermost last, and the sets passed. */
interface Way {
	readonly names: readonly string[];
	/** Each with the number of names below it. */
	readonly sets: readonly { readonly set: Attrset; readonly below: number }[];
	readonly depth: number;
}

/** Names that are bound to each other are followed this far. */
const maxDepth = 6;

/** Functions whose result is read as their last argument is. */
const transparent = new Set(
	"mkIf mkDefault mkForce mkMerge mkOverride mkBefore mkAfter mkOptionDefault optionalAttrs recursiveUpdate".split(" "),
);

/** The names below `nixpkgs` that are options of a module: an input of that name has none of them. */
const optionNames = new Set([...nixosOptions.keys()].map((name) => name.split(".")[1] ?? ""));

/** Follows expressions of one tree outwards, by the text alone. */
export class Destinations {
	/** Bound names whose uses would have to be seen, and of which the tree has none. */
	readonly unseen = new Set<string>();
	private readonly calls: ReadonlySet<Node>;

	/** @param isInput tells of a name whether it is an input that is a nixpkgs; undefined if it is no input. */
	constructor(root: Node, isInput: (name: string) => boolean | undefined) {
		const calls = [...importCalls(root)].filter((call) => isAssumedImport(call, isInput));
		this.calls = new Set(calls.map(({ node }) => node));
	}

	/** Where the value of an expression goes. */
	of(expression: Expression): Destination | undefined {
		return this.follow(expression, { names: [], sets: [], depth: 0 });
	}

	/** Where goes what `names` stand for in a set or a `let`. */
	ofNames(holder: Attrset | Let, names: readonly string[]): Destination | undefined {
		return this.throughSet(holder, { names, sets: [], depth: 0 });
	}

	private follow(node: Node, way: Way): Destination | undefined {
		const { parent } = node;
		switch (parent?.kind) {
			case "parenthesized":
			case "list":
				return this.follow(parent, way);
			case "lambda":
			case "let":
			case "with":
			case "assert":
				return parent.body === node ? this.follow(parent, way) : undefined;
			case "if":
				return parent.condition === node ? undefined : this.follow(parent, way);
			case "binary":
				return parent.operator === "//" || parent.operator === "++" ? this.follow(parent, way) : undefined;
			case "binding":
				return this.throughBinding(parent, way);
			case "formal": {
				const lambda = parent.parent?.parent;
				return lambda?.kind === "lambda"
					? this.throughUses(lambda, { ...way, names: [parent.name, ...way.names] })
					: undefined;
			}
			case "apply":
				return parent.argument === node ? this.throughCall(parent, way) : undefined;
			default:
				return undefined;
		}
	}

	private throughBinding({ path, parent: holder }: AttrBinding, way: Way): Destination | undefined {
		const names = staticPath(path);
		if (names === undefined || (holder?.kind !== "attrset" && holder?.kind !== "let")) return undefined;
		return this.throughSet(holder, { ...way, names: [...names, ...way.names] });
	}

	private throughSet(holder: Attrset | Let, way: Way): Destination | undefined {
		const sets = holder.kind === "attrset" ? [...way.sets, { set: holder, below: way.names.length }] : way.sets;
		const at = way.names.indexOf("nixpkgs");
		if (at >= 0 && optionNames.has(way.names[at + 1] ?? "")) return arrived("option", { ...way, sets }, at + 1);
		const beyond = holder.kind === "attrset" ? this.follow(holder, { ...way, sets }) : undefined;
		return beyond ?? (isScope(holder) ? this.throughUses(holder, { ...way, sets }) : undefined);
	}

	private throughUses(scope: Attrset | Let | Lambda, way: Way): Destination | undefined {
		const [name = "", ...names] = way.names;
		const local = namesOf(scope).get(name);
		if (local === undefined || way.depth === maxDepth) return undefined;
		const uses = references(local);
		if (uses.length === 0) this.unseen.add(name);
		for (const use of uses) {
			const found = this.throughUse(use, { ...way, names, depth: way.depth + 1 });
			if (found !== undefined) return found;
		}
		return undefined;
	}

	/** A name that is used as it is, or inherited by a set. */
	private throughUse(use: Use, way: Way): Destination | undefined {
		if (use.kind === "variable") return this.follow(use, way);
		const holder = use.parent?.parent;
		if (holder?.kind !== "attrset" && holder?.kind !== "let") return undefined;
		return this.throughSet(holder, { ...way, names: [use.name ?? "", ...way.names] });
	}

	private throughCall(call: Apply, way: Way): Destination | undefined {
		if (this.calls.has(call) || this.calls.has(boundExpression(call.function))) return arrived("argument", way, 0);
		const name = lastName(call.function) ?? "";
		if (isHostFunction(name) && call.function.kind !== "apply") return arrived(name, way, 0);
		return transparent.has(name) ? this.follow(call, way) : undefined;
	}
}

/** The end of a way, whose first names do not count. */
function arrived(reader: Reader, { names, sets }: Way, skipped: number): Destination {
	const path = names.slice(skipped);
	const around = sets.flatMap(({ set, below }) =>
		below > path.length ? [] : [{ set, path: path.slice(0, path.length - below) }],
	);
	return { reader, path, around };
}

function isHostFunction(name: string): name is keyof typeof hostArguments {
	return name in hostArguments;
}
