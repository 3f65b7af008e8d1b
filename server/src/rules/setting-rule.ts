import type { Inventory } from "../instances/inventory.ts";
import { type Setting, type Settings, type SettingUse, settingsOf } from "../instances/settings.ts";
import { isKnown } from "../instances/site.ts";
import { unparenthesized } from "../syntax/attrs.ts";
import type { Attr, Expression } from "../syntax/nodes.ts";
import type { Range } from "../text/range.ts";
import type { Finding, Mend, Rule, Severity } from "./rule.ts";

/** What is to be said of a setting. */
export interface Verdict {
	readonly message: string;
	/** Where; if not given, at the setting's name. */
	readonly at?: { readonly path: string; readonly range: Range };
	/** If it is not that of the rule. */
	readonly severity?: Severity;
	/** What mends it in that file, where that is sure. */
	readonly mend?: Mend | undefined;
}

/** All that is to be said of a setting. It is given only those uses whose source is known to be nixpkgs. */
type Judge = (setting: Setting, settings: Settings, inventory: Inventory) => Iterable<Verdict>;

/** A rule that judges each setting of a workspace by itself. */
export function settingRule(name: string, severity: Severity, judge: Judge): Rule {
	return {
		name,
		check: (inventory) =>
			inventory.evaluation.askInPassing(() => {
				const settings = settingsOf(inventory);
				// What several settings are given stands in one place, and is spoken of once.
				const found = new Map<string, Finding>();
				for (const setting of knownSettings(settings)) {
					for (const verdict of judge(setting, settings, inventory)) {
						const finding = findingOf(name, severity, setting, verdict);
						found.set(`${finding.path} ${finding.range.start} ${finding.message}`, finding);
					}
				}
				return [...found.values()];
			}),
	};
}

function findingOf(rule: string, usual: Severity, { file, attr }: Setting, verdict: Verdict): Finding {
	const { message, severity = usual, at, mend } = verdict;
	const { path, range } = at ?? { path: file, range: attr };
	return { rule, severity, path, range: { start: range.start, end: range.end }, message, related: [], mend };
}

const known = new WeakMap<Settings, readonly Setting[]>();

/** The settings without the uses by what only looks like a call of nixpkgs' function. Computed once. */
function knownSettings(settings: Settings): readonly Setting[] {
	let result = known.get(settings);
	if (result === undefined) {
		result = settings.all.flatMap((setting) => {
			if (setting.kind !== "argument") return [setting];
			const uses = setting.uses.filter(({ site }) => site !== undefined && isKnown(site));
			return uses.length === 0 ? [] : [{ ...setting, uses }];
		});
		known.set(settings, result);
	}
	return result;
}

/** True if a setting is one of these arguments of nixpkgs' function itself. */
export function isArgument(setting: Setting, ...names: readonly string[]): boolean {
	return setting.kind === "argument" && isOneOf(setting, names);
}

/** True if a setting is one of these options, such as `overlays` for `nixpkgs.overlays`. */
export function isOption(setting: Setting, ...names: readonly string[]): boolean {
	return setting.kind === "option" && isOneOf(setting, names);
}

/** True if a setting is one of these arguments of a host's call. */
export function isHostArgument(setting: Setting, ...names: readonly string[]): boolean {
	return setting.kind === "host-argument" && isOneOf(setting, names);
}

function isOneOf({ path }: Setting, names: readonly string[]): boolean {
	const [name] = path;
	return path.length === 1 && name !== undefined && names.includes(name);
}

/** True if something holds whenever a setting is evaluated, as far as is known. */
export function always({ uses }: Setting, holds: (use: SettingUse) => boolean): boolean {
	return uses.every(holds);
}

/** The expression that an attribute is bound to in the text; undefined for one that is inherited or goes on below. */
export function wholeValue(attr: Attr): Expression | undefined {
	const path = attr.parent?.kind === "attrpath" ? attr.parent : undefined;
	const binding = path?.attrs.at(-1) === attr ? path.parent : undefined;
	return binding?.kind === "binding" ? binding.value : undefined;
}

/** The same without parentheses. */
export function writtenValue(attr: Attr): Expression | undefined {
	const value = wholeValue(attr);
	return value && unparenthesized(value);
}

/** Where a short value is written; where it is long, or written elsewhere, the name that it is given to. */
export function valuePlace({ file, attr }: Setting): { readonly path: string; readonly range: Range } {
	const value = writtenValue(attr);
	const isShort = value !== undefined && shortKinds.has(value.kind);
	return { path: file, range: isShort ? value : attr };
}

const shortKinds: ReadonlySet<Expression["kind"]> = new Set([
	"string",
	"path",
	"number",
	"variable",
	"select",
	"search-path",
]);
