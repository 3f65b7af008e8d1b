import { type Tree, treeIdentity } from "../brand.ts";
import { hostFunction } from "../host.ts";
import { update } from "../operators.ts";
import type { Attrs, Slot, Unknown, Value } from "../value.ts";
import { attrs, list, ready, record, unknown } from "../value.ts";
import { affixes, pathSteps } from "./affixes.ts";
import { attrsetMake } from "./attrset-make.ts";
import { attrsetMerge } from "./attrset-merge.ts";
import { attrsetTrees } from "./attrset-trees.ts";
import { attrsets } from "./attrsets.ts";
import { customisation } from "./customisation.ts";
import { call, type Functions, one, stringList } from "./define.ts";
import { appendPath, cleanSource, fileContents, fileReaders, filesystem, hasPathPrefix, importJSON } from "./files.ts";
import { fix, fixedPoints } from "./fixed-points.ts";
import { asserts, debug, general } from "./general.ts";
import { json } from "./json.ts";
import { listFolds } from "./list-folds.ts";
import { listSearch } from "./list-search.ts";
import { lists } from "./lists.ts";
import { moduleValues } from "./module-values.ts";
import { regex } from "./regex.ts";
import { strings } from "./strings.ts";
import { versionOrder, versions } from "./versions.ts";

/** The systems that flake-utils and nixpkgs' flake know by default. */
export const defaultSystems = ["aarch64-darwin", "aarch64-linux", "x86_64-darwin", "x86_64-linux"] as const;

/** The parts of nixpkgs' library, with the functions that are followed; all others are unknown. */
const parts: Readonly<Record<string, Functions>> = {
	asserts,
	attrsets: { ...attrsets, ...attrsetMake, ...attrsetMerge, ...attrsetTrees },
	customisation,
	debug,
	filesystem: { ...filesystem, ...pathSteps },
	fixedPoints,
	lists: { ...lists, ...listFolds, ...listSearch },
	modules: moduleValues,
	path: { append: appendPath, hasPrefix: hasPathPrefix },
	sources: { cleanSource },
	strings: { ...strings, ...affixes, ...versionOrder, ...regex, ...json, fileContents },
	trivial: { ...general, ...fileReaders, importJSON },
	versions,
};

/** What only a part has, and not `lib` too. */
const inPartsOnly = new Set(["findFirstIndex", "importApply", "listFilesRecursive"]);

/** `lib` of a nixpkgs tree, as its flake gives it. */
export function library(source: Tree): Attrs {
	const more = (part: string) => unfollowed(source, part);
	const entries = new Map<string, Slot>();
	for (const [part, functions] of Object.entries(parts)) {
		const slots = slotsOf(functions);
		for (const [name, slot] of slots) if (part !== "path" && !inPartsOnly.has(name)) entries.set(name, slot);
		entries.set(part, slotOf(attrs(slots, more(`.${part}`))));
	}
	const exposed = list(stringList(defaultSystems).items, unknown("the systems that nixpkgs exposes"), true);
	entries.set("systems", slotOf(record({ flakeExposed: exposed }, more(".systems"))));
	entries.set("nixosSystem", slotOf(hostFunction("nixos", source)));
	const plain = attrs(entries, more(""), { kind: "library", source });
	entries.set("extend", slotOf(extender(plain)));
	return plain;
}

/** What else there is in a part of the library. In that of one nixpkgs it is the same wherever it is taken. */
function unfollowed(source: Tree, part: string): Unknown {
	const tree = source.kind === "workspace" ? undefined : treeIdentity(source);
	return unknown("a part of nixpkgs' library that is not followed", tree && `lib${part}`, tree);
}

/** `lib.extend overlay`: the library with what the overlay adds. */
function extender(library: Value): Value {
	return one((evaluation, overlay, at) =>
		fix((final) => {
			const added = call(evaluation, overlay, at, final, ready(library));
			const extended = update(library, added);
			return update(extended, record({ extend: extender(extended) }));
		}),
	);
}

function slotsOf(functions: Functions): Map<string, Slot> {
	return new Map(Object.entries(functions).map(([name, value]) => [name, slotOf({ ...value, name })]));
}

function slotOf(value: Value): Slot {
	return { thunk: ready(value), definedAt: undefined };
}
