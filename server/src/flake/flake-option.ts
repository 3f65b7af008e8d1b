import { each } from "./choices.ts";
import { configuration } from "./configuration.ts";
import type { ModuleGraph } from "./definitions.ts";
import { Entries } from "./entries.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Host } from "./host.ts";
import { attribute } from "./select.ts";
import type { Attrs, Slot, Value } from "./value.ts";
import { attrs, ready, record, string, Thunk, unknown } from "./value.ts";

/**
 * A module of flake-parts, with what it defines as `flake`: that option takes modules of its own, so a function stands
 * there for what it gives when called.
 */
export function withFlakeCalled(evaluation: Evaluation, host: Host, graph: ModuleGraph, body: Attrs): Attrs {
	const given = ready(
		record({
			config: new Thunk(() => attribute(configuration(graph), "flake") ?? unknown("the flake's outputs")),
			lib: host.lib,
			name: string("flake"),
			options: unknown("the options of the flake's outputs"),
		}),
	);
	const called = (thunk: Thunk): Value =>
		each(thunk.force(), (value) => {
			if (value.kind !== "closure") return value;
			return evaluation.apply(
				value,
				given,
				thunk.origin && { node: thunk.origin.expression, environment: thunk.origin.environment },
			);
		});
	const plain = (set: Attrs): Attrs => replaced(set, "flake", called);
	const inConfig = (thunk: Thunk): Value => each(thunk.force(), (set) => (set.kind === "attrs" ? plain(set) : set));
	return replaced(plain(body), "config", inConfig);
}

/** A set with another value for one of its attributes. */
function replaced({ entries, open, brand, unnamed }: Attrs, name: string, value: (thunk: Thunk) => Value): Attrs {
	return attrs(new Replaced(entries, name, value), open, brand, unnamed);
}

/** Names are asked of the set itself, which notes what was asked for. */
class Replaced extends Entries {
	constructor(
		private readonly before: ReadonlyMap<string, Slot>,
		private readonly name: string,
		private readonly value: (thunk: Thunk) => Value,
	) {
		super();
	}

	protected override names(): Iterable<string> {
		return this.before.keys();
	}

	protected override find(name: string): Slot | undefined {
		const slot = this.before.get(name);
		if (slot === undefined || name !== this.name) return slot;
		return { ...slot, thunk: new Thunk(() => this.value(slot.thunk), slot.thunk.origin) };
	}
}
