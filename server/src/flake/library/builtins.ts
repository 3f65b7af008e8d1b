import { globalNames } from "../../semantics/globals.ts";
import { doubtful } from "../choices.ts";
import type { Slot } from "../value.ts";
import { attrs, ready, record, scalar, unknown } from "../value.ts";
import { affixes, pathSteps } from "./affixes.ts";
import { attrsetMake } from "./attrset-make.ts";
import { attrsetMerge } from "./attrset-merge.ts";
import { attrsets } from "./attrsets.ts";
import type { Functions } from "./define.ts";
import { fetchers } from "./fetchers.ts";
import { fileReaders, files, filesystem } from "./files.ts";
import { debug, general } from "./general.ts";
import { json } from "./json.ts";
import { listFolds } from "./list-folds.ts";
import { listSearch } from "./list-search.ts";
import { lists } from "./lists.ts";
import { primitives } from "./primitives.ts";
import { regex } from "./regex.ts";
import { strings } from "./strings.ts";
import { versionOrder, versions } from "./versions.ts";

/** What `builtins` has wherever there are flakes; source: `nix eval --expr 'builtins.attrNames builtins'` of Nix 2.8. */
const names = `abort add addErrorContext all any appendContext attrNames attrValues baseNameOf bitAnd bitOr bitXor
	builtins catAttrs ceil compareVersions concatLists concatMap concatStringsSep deepSeq derivation derivationStrict
	dirOf div elem elemAt false fetchGit fetchMercurial fetchTarball fetchTree fetchurl filter filterSource findFile
	floor foldl' fromJSON fromTOML functionArgs genList genericClosure getAttr getContext getEnv getFlake groupBy
	hasAttr hasContext hashFile hashString head import intersectAttrs isAttrs isBool isFloat isFunction isInt isList
	isNull isPath isString langVersion length lessThan listToAttrs map mapAttrs match mul nixPath nixVersion null
	parseDrvName partition path pathExists placeholder readDir readFile removeAttrs replaceStrings scopedImport seq
	sort split splitVersion storeDir storePath stringLength sub substring tail throw toFile toJSON toPath toString
	toXML trace true tryEval typeOf unsafeDiscardOutputDependency unsafeDiscardStringContext unsafeGetAttrPos
	zipAttrsWith`.split(/\s+/);

/** What it has in later versions, by a setting, or in an impure evaluation only. */
const laterNames = `addDrvOutputDependencies break convertHash currentSystem currentTime fetchClosure fetchFinalTree
	flakeRefToString outputOf parseFlakeRef readFileType traceVerbose warn`.split(/\s+/);

const followed: Functions = {
	...debug,
	...general,
	...lists,
	...listFolds,
	...listSearch,
	...attrsets,
	...attrsetMake,
	...attrsetMerge,
	...strings,
	...affixes,
	...pathSteps,
	...versions,
	...versionOrder,
	...regex,
	...files,
	...fileReaders,
	...filesystem,
	...json,
	...fetchers,
	...primitives,
};

/** The names that every Nix file sees. */
export const globals: ReadonlyMap<string, Slot> = makeGlobals();

function makeGlobals(): ReadonlyMap<string, Slot> {
	const entries = new Map<string, Slot>();
	// Not open, or no `with` around a `with builtins` would ever be looked into.
	const builtins = attrs(entries);
	const constants = record({ true: scalar(true), false: scalar(false), null: scalar(null), builtins }).entries;
	for (const name of [...names, ...laterNames]) {
		const f = followed[name];
		const value = f === undefined ? unknown(`what the builtin ‘${name}’ gives is not known`) : { ...f, name };
		const slot = constants.get(name) ?? { thunk: ready(value), definedAt: undefined };
		entries.set(name, names.includes(name) ? slot : doubtful(slot, unknown(`not every Nix has the builtin ‘${name}’`)));
	}
	const seen = [...entries].filter(([name]) => globalNames.has(name));
	return new Map([...seen, ...[...entries].map(([name, slot]) => [`__${name}`, slot] as const)]);
}
