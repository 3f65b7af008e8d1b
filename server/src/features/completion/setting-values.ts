import type { Inventory } from "../../instances/inventory.ts";
import { entryOf, holdsPlatform } from "../setting-entries.ts";
import { type Completion, plain, quoted } from "./completion-item.ts";
import type { Destination } from "./destination.ts";
import { overlaySkeletons } from "./overlays.ts";
import { architectureNames, systemNames, triples } from "./platform-values.ts";

/**
 * The values that a setting may be given at its path, or the elements of its value.
 * @param inString true between quotes, where only texts may stand
 */
export function settingValues(
	inventory: Inventory,
	destination: Destination,
	isElement: boolean,
	inString: boolean,
): readonly Completion[] {
	const { reader, path } = destination;
	const name = path.at(-1) ?? "";
	if (/^(crossO|o)verlays$/.test(name) && path.length === 1) return inString ? [] : overlaySkeletons(isElement);
	const entry = entryOf(reader, path);
	if (isElement || entry === undefined) return [];
	const texts = textsFor(inventory, destination);
	if (texts !== undefined) return quoted(texts, inString);
	const strings = entry.values.filter((value) => value.startsWith('"')).map((value) => value.slice(1, -1));
	const others = inString ? [] : entry.values.filter((value) => !value.startsWith('"'));
	const rest = { kind: "value", documented: { topic: ["setting", reader, ...path] } } as const;
	return [...plain(others, rest), ...quoted(plain(strings, rest), inString)];
}

/** The texts that a setting may have, where nixpkgs knows them all; undefined where it does not. */
function textsFor(inventory: Inventory, destination: Destination): readonly Completion[] | undefined {
	const { path } = destination;
	const [first = "", ...below] = path;
	if (first === "system") return systemNames(inventory);
	if (!holdsPlatform([first])) return undefined;
	switch (below.join(".")) {
		case "":
			return [...systemNames(inventory), ...triples()];
		case "system":
			return systemNames(inventory);
		case "config":
			return triples();
		case "gcc.arch":
		case "gcc.tune":
			return architectureNames(destination);
		default:
			return undefined;
	}
}
