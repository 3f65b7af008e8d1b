import { alternatives } from "../flake/choices.ts";
import { contextsOf, enclosingFunction } from "../flake/contexts.ts";
import type { Environment } from "../flake/environment.ts";
import type { Evaluation } from "../flake/evaluation.ts";
import { booleanOf } from "../flake/value.ts";
import { type Local, namesOf, references } from "../semantics/scopes.ts";
import { unparenthesized } from "../syntax/attrs.ts";
import type { AttrBinding, Expression, Formal, Node } from "../syntax/nodes.ts";
import { lastName } from "./shapes.ts";

/** A place, and the calls around it that evaluate it. */
interface Demanded {
	readonly evaluation: Evaluation;
	readonly path: string;
	readonly node: Node;
	readonly environments: readonly Environment[];
}

/**
 * Whether each of the evaluations that a place has is one: Nix evaluates neither the branch of an `if` that is not
 * taken, nor a name that nothing uses, nor a default where the argument is given. Undefined where that is not known.
 */
export function demandOf({ evaluation, path, node, environments }: Demanded): readonly (boolean | undefined)[] {
	const boundary = enclosingFunction(node);
	return environments.map((environment, index) => {
		const judge = new Judge(evaluation, path, boundary, index, environment);
		return judge.isNeeded(node);
	});
}

class Judge {
	private readonly visited = new Set<Node>();

	constructor(
		private readonly evaluation: Evaluation,
		private readonly path: string,
		private readonly boundary: Node | undefined,
		/** Which of the calls of `boundary` it is about. */
		private readonly call: number,
		private readonly environment: Environment,
	) {}

	/** Walks outwards until a function or the file ends, and asks at each step whether what is inside is needed. */
	isNeeded(node: Node): boolean | undefined {
		let needed: boolean | undefined = true;
		let inner = node;
		for (let outer = node.parent; outer !== undefined && outer !== this.boundary; outer = outer.parent) {
			if (outer.kind === "binding" && outer.parent?.kind === "let") return both(needed, this.isNameUsed(outer));
			needed = both(needed, this.isStepTaken(outer, inner));
			if (needed === false) return false;
			inner = outer;
		}
		return needed;
	}

	private isStepTaken(outer: Node, inner: Node): boolean | undefined {
		if (outer.kind === "formal") return this.isMissing(outer);
		if (outer.kind === "if" && inner !== outer.condition) {
			const condition = this.truth(outer.condition);
			return inner === outer.consequence ? condition : negated(condition);
		}
		if (outer.kind === "apply" && inner === outer.argument) {
			const condition = conditionOf(outer.function);
			return condition === undefined ? true : this.truth(condition);
		}
		return true;
	}

	/** True if some use of a name is needed, false if there is none. */
	private isNameUsed(binding: AttrBinding): boolean | undefined {
		const definition = definitionOf(binding);
		if (definition === undefined) return true;
		if (this.visited.has(binding)) return false;
		this.visited.add(binding);
		let needed: boolean | undefined = false;
		for (const use of references(definition)) {
			needed = either(needed, this.isNeeded(use));
			if (needed === true) return true;
		}
		return needed;
	}

	/** True if a call does not give the argument that has this default. */
	private isMissing({ name }: Formal): boolean | undefined {
		const { frame } = this.environment;
		const given = frame === undefined ? [] : alternatives(frame.argument.force());
		const verdicts = given.map((set) => {
			if (set.kind !== "attrs") return undefined;
			const slot = set.entries.get(name);
			if (slot !== undefined) return slot.doubt === undefined ? false : undefined;
			return set.open === undefined ? true : undefined;
		});
		const [first] = verdicts;
		return verdicts.every((verdict) => verdict === first) ? first : undefined;
	}

	private truth(condition: Expression): boolean | undefined {
		const environment = contextsOf(this.evaluation, this.path, condition).environments[this.call];
		return environment === undefined ? undefined : booleanOf(this.evaluation.evaluate(condition, environment));
	}
}

/** `condition` in `mkIf condition x` and its like; undefined for other calls. */
function conditionOf(called: Expression): Expression | undefined {
	const inner = unparenthesized(called);
	if (inner.kind !== "apply") return undefined;
	const name = lastName(inner);
	return name !== undefined && /^(mkIf|optional|optionals|optionalAttrs|optionalString)$/.test(name)
		? inner.argument
		: undefined;
}

function definitionOf({ path, parent }: AttrBinding): Local | undefined {
	const name = path.attrs[0]?.name;
	return name === undefined || parent?.kind !== "let" ? undefined : namesOf(parent).get(name);
}

function both(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
	if (a === false || b === false) return false;
	return a === undefined ? undefined : b;
}

function either(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
	if (a === true || b === true) return true;
	return a === undefined ? undefined : b;
}

function negated(value: boolean | undefined): boolean | undefined {
	return value === undefined ? undefined : !value;
}
