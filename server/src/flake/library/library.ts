import { type Tree, treeIdentity } from "../brand.ts";
import { hostFunction } from "../host.ts";
import type { Attrs, Primitive, Slot, Unknown } from "../value.ts";
import { attrs, list, ready, record, scalar, string, unknown } from "../value.ts";
import { attrsets } from "./attrsets.ts";
import { fetchers } from "./fetchers.ts";
import { files } from "./files.ts";
import { general } from "./general.ts";
import { lists } from "./lists.ts";
import { strings } from "./strings.ts";

/** The functions of nixpkgs' library that are followed; all others are unknown. */
const functions: Readonly<Record<string, Primitive>> = { ...general, ...lists, ...attrsets, ...strings };

/** The systems that flake-utils and nixpkgs' flake know by default. */
export const defaultSystems = ["aarch64-darwin", "aarch64-linux", "x86_64-darwin", "x86_64-linux"] as const;

/** `lib` of a nixpkgs tree, as its flake gives it. */
export function library(source: Tree): Attrs {
	const flat = slots(functions);
	const group = { thunk: ready(attrs(flat, moreFunctions)), definedAt: undefined };
	const entries = new Map(flat);
	for (const name of ["attrsets", "lists", "strings", "trivial", "modules", "options", "customisation", "meta"]) {
		entries.set(name, group);
	}
	const { listFilesRecursive, append } = files;
	if (listFilesRecursive && append) {
		entries.set("filesystem", { thunk: ready(record({ listFilesRecursive }, moreFunctions)), definedAt: undefined });
		entries.set("path", { thunk: ready(record({ append }, moreFunctions)), definedAt: undefined });
	}
	const exposed = list(
		defaultSystems.map((system) => ready(string(system))),
		unknown("the systems that nixpkgs exposes"),
	);
	entries.set("systems", { thunk: ready(record({ flakeExposed: exposed }, moreFunctions)), definedAt: undefined });
	entries.set("nixosSystem", { thunk: ready(hostFunction("nixos", source)), definedAt: undefined });
	return attrs(entries, unfollowed(source), { kind: "library", source });
}

/** What else `lib` has: unknown, but the same thing wherever it is the library of one nixpkgs. */
function unfollowed(source: Tree): Unknown {
	const tree = source.kind === "workspace" ? undefined : treeIdentity(source);
	return tree === undefined ? moreFunctions : unknown(moreFunctions.reason, `lib of ${tree}`);
}

const moreFunctions = unknown("a function of nixpkgs' library that is not followed");

/** What `builtins` has of the functions that are followed; source: Nix's manual, “Built-in Functions”. */
const builtinNames = new Set(
	`abort all any attrNames attrValues baseNameOf catAttrs concatLists concatMap concatStringsSep deepSeq dirOf elem
	elemAt fetchGit fetchMercurial fetchTarball fetchTree filter foldl' fromJSON functionArgs genList getAttr getFlake
	hasAttr head import intersectAttrs isAttrs isBool isFloat isFunction isInt isList isNull isPath isString length
	listToAttrs map mapAttrs partition path pathExists readDir readFile removeAttrs replaceStrings seq stringLength
	substring tail throw toPath toString trace typeOf warn zipAttrsWith`.split(/\s+/),
);

/** The builtins that are seen without `builtins.`. */
const topLevelNames = new Set(
	"import map toString baseNameOf dirOf removeAttrs throw abort isNull fetchTarball fetchGit fetchMercurial fetchTree".split(
		" ",
	),
);

/** The names that every Nix file sees. */
export const globals: ReadonlyMap<string, Slot> = makeGlobals();

function makeGlobals(): ReadonlyMap<string, Slot> {
	const constants = { true: scalar(true), false: scalar(false), null: scalar(null) };
	const followed = Object.entries({ ...functions, ...files, ...fetchers }).filter(([name]) => builtinNames.has(name));
	const builtins = new Map([...slots(Object.fromEntries(followed)), ...record(constants).entries]);
	const seen = [...builtins].filter(([name]) => topLevelNames.has(name) || name in constants);
	const set = attrs(builtins, unknown("a builtin that is not followed"));
	return new Map([...seen, ["builtins", { thunk: ready(set), definedAt: undefined }]]);
}

function slots(table: Readonly<Record<string, Primitive>>): Map<string, Slot> {
	return new Map(
		Object.entries(table).map(([name, value]) => [name, { thunk: ready({ ...value, name }), definedAt: undefined }]),
	);
}
