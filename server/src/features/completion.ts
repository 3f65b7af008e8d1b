import type { Snapshot } from "../flake/snapshot.ts";
import { flakeOf } from "../instances/follow-flakes.ts";
import type { Inventory } from "../instances/inventory.ts";
import { settingsOf } from "../instances/settings.ts";
import type { Range } from "../text/range.ts";
import { attributesOf } from "./completion/attributes.ts";
import { type Completion, quoted, unwrapped } from "./completion/completion-item.ts";
import type { Destination } from "./completion/destination.ts";
import { formals } from "./completion/formals.ts";
import { instancesAround, passedInstances } from "./completion/instances.ts";
import { type Place, placeAt } from "./completion/place.ts";
import { systemNames } from "./completion/platform-values.ts";
import { namesAround } from "./completion/scope.ts";
import { settingNames } from "./completion/setting-names.ts";
import { settingValues } from "./completion/setting-values.ts";
import { nixpkgsSources } from "./completion/sources.ts";
import { readerOf } from "./setting-entries.ts";

/** What may be typed at a place, the likeliest first. */
export interface Completions {
	/** What an accepted completion replaces. */
	readonly range: Range;
	readonly items: readonly Completion[];
}

/**
 * What may be typed at `offset` of a file, as far as nixpkgs or the flake tell; undefined if nothing is known of the
 * place. The text may be broken there. The inventory may be that of a snapshot before this one, since it tells no more
 * than values. Names of packages and options are left to others.
 */
export function completionsAt(
	inventory: Inventory,
	snapshot: Snapshot,
	path: string,
	offset: number,
): Completions | undefined {
	const { flakes } = inventory;
	const text = path.endsWith(".nix") ? snapshot.text(path) : undefined;
	const inputs = flakeOf(flakes, path)?.flake.inputs;
	const isInput = (name: string) => inputs?.get(name)?.isNixpkgs;
	const readerAt = (brace: number) => readerOfSet(inventory, path, brace);
	const place = text === undefined ? undefined : placeAt(text, offset, { parse: snapshot.parse, isInput, readerAt });
	const items = place === undefined ? [] : completionsFor(inventory, snapshot, path, place);
	return place === undefined || items.length === 0 ? undefined : { range: place.repaired.range, items };
}

/** Who reads a set, told by the names in it that arrive somewhere. */
function readerOfSet(
	inventory: Inventory,
	path: string,
	brace: number,
): Pick<Destination, "reader" | "path"> | undefined {
	for (const setting of settingsOf(inventory).all) {
		if (setting.file !== path) continue;
		const { parent } = setting.attr;
		const holder = parent?.kind === "attrpath" ? parent.parent?.parent : parent?.parent;
		const reader = holder?.kind === "attrset" && holder.openBrace === brace ? readerOf(setting) : undefined;
		const steps = parent?.kind === "attrpath" ? parent.attrs.indexOf(setting.attr) + 1 : 1;
		if (reader !== undefined) return { reader, path: setting.path.slice(0, setting.path.length - steps) };
	}
	return undefined;
}

function completionsFor(
	inventory: Inventory,
	snapshot: Snapshot,
	path: string,
	{ typed, repaired, node }: Place,
): readonly Completion[] {
	switch (typed.kind) {
		case "name":
			return settingNames(typed.destination, typed.given, repaired.isNewName);
		case "value":
			if (typed.destination.path.at(-1) === "pkgs") return instancesAround(inventory, path, namesAround(node));
			return settingValues(inventory, typed.destination, typed.isElement, repaired.inString).map((each) =>
				node.parent?.kind === "parenthesized" ? unwrapped(each) : each,
			);
		case "system":
			return quoted(systemNames(inventory), repaired.inString);
		case "source":
			return nixpkgsSources(inventory, path, namesAround(node));
		case "attribute":
			return attributesOf(inventory, path, typed, namesAround(node));
		case "formal":
			return formals(inventory, path, typed.lambda);
		case "expression":
			return passedInstances(inventory, snapshot.file(path), namesAround(node));
	}
}
