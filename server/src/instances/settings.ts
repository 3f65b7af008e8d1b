import { alternatives } from "../flake/choices.ts";
import { contextsOf } from "../flake/contexts.ts";
import { discharged } from "../flake/definitions.ts";
import type { Host } from "../flake/host.ts";
import type { Structure } from "../flake/snapshot.ts";
import type { Attrs, Slot, Thunk, Value } from "../flake/value.ts";
import type { Attr } from "../syntax/nodes.ts";
import type { Inventory } from "./inventory.ts";
import { isMachine } from "./module-hosts.ts";
import { nixpkgsOptions, treesWithOptions } from "./nixpkgs-options.ts";
import type { Site } from "./site.ts";

/** What a setting belongs to: nixpkgs' top-level function, the options `nixpkgs` of a module, or the call of a host. */
export type SettingKind = "argument" | "option" | "host-argument";

/** A name by which a text tells nixpkgs or a host something. */
export interface Setting {
	readonly kind: SettingKind;
	/** The names from the outermost to its own: `crossSystem`, `gcc`, `arch`. Those of an option come after `nixpkgs`. */
	readonly path: readonly string[];
	/** The workspace path of the file. */
	readonly file: string;
	/** Where its own name is written. */
	readonly attr: Attr;
	/** What it is given, once for each time that it is known to be evaluated. */
	readonly uses: readonly SettingUse[];
}

/** One evaluation of a setting. */
export interface SettingUse {
	/** Its value. An option's is without `mkIf`, `mkDefault` and the like; its several possible ones are uses of their own. */
	readonly value: Thunk;
	/** All that is given together with it: the argument of the call, or the set `nixpkgs` of the module. */
	readonly given: Attrs;
	/** The set that it is an attribute of: `given`, or one inside of it. */
	readonly set: Attrs;
	/** The import whose argument it belongs to. */
	readonly site: Site | undefined;
	/** The host whose call or module it stands in. */
	readonly host: Host | undefined;
}

/** All settings of a workspace. */
export interface Settings {
	readonly all: readonly Setting[];
	/** The setting that an attribute names, also as one of the first names of a dotted path. */
	at(attr: Attr): Setting | undefined;
}

const known = new WeakMap<Inventory, Settings>();

/** Settings, with the sites, flakes and options that they were collected from. */
interface Kept {
	readonly settings: Settings;
	readonly basis: readonly unknown[];
}

const kept = new WeakMap<Structure, Kept>();

/** The settings that an inventory's sites, modules and hosts are given. They stay as long as all of these do. */
export function settingsOf(inventory: Inventory): Settings {
	let settings = known.get(inventory);
	if (settings === undefined) {
		const { structure } = inventory.snapshot;
		const basis = [inventory.flakes, ...inventory.sites, ...treesWithOptions(inventory.snapshot)];
		const before = kept.get(structure);
		const isSame = before?.basis.length === basis.length && basis.every((each, index) => each === before.basis[index]);
		settings = isSame ? before.settings : inventory.evaluation.askInPassing(() => collect(inventory));
		known.set(inventory, settings);
		kept.set(structure, { settings, basis });
	}
	return settings;
}

function collect(inventory: Inventory): Settings {
	const found = new Found();
	for (const site of inventory.sites) {
		for (const { argument, host } of argumentsGiven(inventory, site)) found.addSets("argument", argument, site, host);
	}
	for (const { thunk, host } of nixpkgsOptions(inventory)) {
		for (const { thunk: options } of discharged(thunk)) found.addSets("option", options.force(), undefined, host);
	}
	for (const host of inventory.flakes.flatMap(({ hosts }) => hosts)) {
		const isCall = isMachine(host) && host.parent === undefined;
		if (isCall) found.addSets("host-argument", host.argument.force(), undefined, host);
	}
	return found;
}

/** What a site gives nixpkgs each time: as it was evaluated, or, where no evaluation is known, as it is written. */
function argumentsGiven({ evaluation }: Inventory, { path, argument, uses }: Site): readonly Given[] {
	if (argument === undefined) return [];
	if (uses.length === 0) {
		const { environments } = contextsOf(evaluation, path, argument);
		return environments.map((environment) => ({
			argument: evaluation.evaluate(argument, environment),
			host: undefined,
		}));
	}
	return uses.map(({ instance, environment, host }) => ({
		argument: instance?.argument?.force() ?? evaluation.evaluate(argument, environment),
		host,
	}));
}

interface Given {
	readonly argument: Value;
	readonly host: Host | undefined;
}

/** Deeper sets tell nixpkgs nothing that we know of. */
const maxDepth = 6;

class Found implements Settings {
	private readonly byAttr = new Map<Attr, Setting & { readonly uses: SettingUse[] }>();

	get all(): readonly Setting[] {
		return [...this.byAttr.values()];
	}

	at(attr: Attr): Setting | undefined {
		const { parent } = attr;
		const last = parent?.kind === "attrpath" ? parent.attrs.at(-1) : attr;
		const setting = last && this.byAttr.get(last);
		if (setting === undefined || parent?.kind !== "attrpath") return setting;
		const above = parent.attrs.length - 1 - parent.attrs.indexOf(attr);
		if (above === 0) return setting;
		const path = setting.path.slice(0, setting.path.length - above);
		return path.length === 0 ? undefined : (this.byAttr.get(attr) ?? { ...setting, path, attr, uses: [] });
	}

	/** Adds what a set, or each of several possible ones, gives. */
	addSets(kind: SettingKind, value: Value, site: Site | undefined, host: Host | undefined): void {
		for (const given of alternatives(value)) {
			if (isPlainSet(given)) this.addEntries(kind, [], given, { given, site, host });
		}
	}

	private addEntries(
		kind: SettingKind,
		above: readonly string[],
		set: Attrs,
		use: Omit<SettingUse, "value" | "set">,
	): void {
		for (const [name, { thunk, definedAt }] of set.entries) {
			const path = [...above, name];
			const values = kind === "option" ? discharged(thunk).map((each) => each.thunk) : [thunk];
			for (const value of values) {
				this.note(kind, path, definedAt, { ...use, value, set });
				for (const inner of path.length < maxDepth ? alternatives(value.force()) : []) {
					if (isPlainSet(inner)) this.addEntries(kind, path, inner, use);
				}
			}
		}
	}

	private note(kind: SettingKind, path: readonly string[], definedAt: Slot["definedAt"], use: SettingUse): void {
		if (definedAt?.node.kind !== "attr") return;
		const { file, node: attr } = definedAt;
		const setting = this.byAttr.get(attr) ?? { kind, path, file, attr, uses: [] };
		this.byAttr.set(attr, setting);
		setting.uses.push(use);
	}
}

/** True for a set that is no more than its attributes: no package set, input or host. */
function isPlainSet(value: Value): value is Attrs {
	return value.kind === "attrs" && value.brand === undefined;
}
