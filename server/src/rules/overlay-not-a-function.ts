import { alternatives } from "../flake/choices.ts";
import type { List, Thunk, Value } from "../flake/value.ts";
import type { Inventory } from "../instances/inventory.ts";
import { boundAttrs, unparenthesized } from "../syntax/attrs.ts";
import type { Binding, Expression } from "../syntax/nodes.ts";
import { replaced } from "./mends.ts";
import { isListOfOverlays } from "./overlays-not-a-list.ts";
import type { Mend } from "./rule.ts";
import { settingRule, type Verdict } from "./setting-rule.ts";
import { inWords, isCertainly, isTagged, kindsOf } from "./value-kinds.ts";

/** An overlay that can't be called with two arguments, such as the path of one that is not imported. */
export const overlayNotAFunction = settingRule("overlay-not-a-function", "error", function* (setting, _, inventory) {
	if (!isListOfOverlays(setting)) return;
	for (const { value } of setting.uses) {
		const lists = alternatives(value.force()).filter((each): each is List => each.kind === "list");
		for (const item of lists.flatMap(({ items }) => items)) {
			const message = faultOf(item.force());
			if (message !== undefined) yield { message, mend: imported(inventory, item), ...placeOf(item) };
		}
	}
});

function faultOf(value: Value): string | undefined {
	if (isCertainly(value, (each) => !isTagged(each) && !kindsOf(each).includes("function"))) {
		return `An overlay must be a function, but this is ${describe(value)}.`;
	}
	const takesOne = isCertainly(value, (each) => each.kind === "closure" && givesSet(each.lambda.body));
	return takesOne ? "An overlay takes two arguments, ‘final: prev: { … }’, but this takes only one." : undefined;
}

function describe(value: Value): string {
	const [kind] = alternatives(value).flatMap((each) => (each.kind === "unknown" ? [] : kindsOf(each)));
	return kind === "path" ? "the path of a file: import it" : inWords(kind ?? "null");
}

/** True if what is written gives a set that can't be called, as far as the text itself tells. */
function givesSet(written: Expression): boolean {
	const body = unparenthesized(written);
	switch (body.kind) {
		case "let":
		case "with":
		case "assert":
			return givesSet(body.body);
		case "if":
			return givesSet(body.consequence) && givesSet(body.alternative);
		case "attrset":
			return !body.letBody && !body.bindings.some(namesFunctor);
		default:
			return false;
	}
}

function namesFunctor(binding: Binding): boolean {
	return boundAttrs(binding).some(({ name }) => name === undefined || name === "__functor");
}

/** `(import ./overlay.nix)` in the place of the path of a file that holds an overlay. */
function imported({ evaluation, snapshot }: Inventory, item: Thunk): Mend | undefined {
	const value = item.force();
	const file = value.kind === "path" && value.tree.kind === "workspace" ? evaluation.file(value.path) : undefined;
	const place = item.origin;
	if (file === undefined || place?.expression.kind !== "path" || faultOf(file.force()) !== undefined) return undefined;
	const path = snapshot.text(place.environment.file)?.slice(place.expression.start, place.expression.end);
	return { title: "Import the file", change: { edits: [replaced(place.expression, `(import ${path})`)] } };
}

function placeOf({ origin }: Thunk): Pick<Verdict, "at"> {
	return origin === undefined ? {} : { at: { path: origin.environment.file, range: origin.expression } };
}
