import type { Unknown, Value } from "./value.ts";
import { choice, unknown } from "./value.ts";

/** The attribute `name` of a value; undefined if it certainly has none. */
export function attribute(value: Value, name: string): Value | undefined {
	switch (value.kind) {
		case "attrs":
			return value.entries.get(name)?.thunk.force() ?? below(value.open, name);
		case "choice": {
			const found = value.alternatives.map((alternative) => attribute(alternative, name));
			if (found.every((each) => each === undefined)) return undefined;
			return choice(
				found.map((each) => each ?? unknown(`‘${name}’ is missing in some cases`)),
				value.reason,
			);
		}
		case "unknown":
			return below(value, name);
		default:
			return undefined;
	}
}

/** An attribute of what is not known is not known either, but it stays the same thing. */
function below(value: Unknown | undefined, name: string): Unknown | undefined {
	return value?.symbol === undefined ? value : unknown(value.reason, `${value.symbol}.${name}`);
}
