import type { Evaluation } from "../flake/evaluation.ts";
import type { Host } from "../flake/host.ts";
import type { Inventory } from "../instances/inventory.ts";
import { isMachine } from "../instances/module-hosts.ts";
import type { Setting, Settings } from "../instances/settings.ts";
import { resolve, type Use } from "../semantics/scopes.ts";
import { staticPath, unparenthesized } from "../syntax/attrs.ts";
import type { Attr, Expression } from "../syntax/nodes.ts";
import { hostsInWords } from "./host-words.ts";
import { settingRule, type Verdict } from "./setting-rule.ts";

/** The configuration of a module system that is handed to nixpkgs as its own. */
export const moduleConfigAsConfig = settingRule("module-config-as-config", "information", judge);

function* judge(setting: Setting, _: Settings, { evaluation }: Inventory): Iterable<Verdict> {
	if (setting.kind !== "argument" || setting.path.length > 1 || setting.path[0] !== "config") return;
	const handed = handedOn(setting.attr);
	const hosts = handed === undefined ? [] : hostsOf(evaluation, handed.config, setting);
	if (handed === undefined || hosts.length === 0) return;
	yield {
		message: handed.whole
			? `This is the whole configuration of ${hostsInWords(hosts)}, in which nixpkgs finds none of its settings. Give the settings themselves.`
			: `Settings of ${hostsInWords(hosts)} can get lost on this way: not every host and user has them all in ‘nixpkgs.config’. Give the settings themselves.`,
		at: { path: setting.file, range: handed.node },
		...(handed.whole ? { severity: "warning" } : {}),
	};
}

/** The module's `config` as an argument of nixpkgs: all of it, or what is below `nixpkgs.config`. */
interface Handed {
	readonly whole: boolean;
	/** The name `config`, where it is read. */
	readonly config: Use;
	readonly node: Expression | Attr;
}

/** What is written for nixpkgs' `config`: a module's, with or without a few settings of its own. */
function handedOn(attr: Attr): Handed | undefined {
	const { parent } = attr;
	if (parent?.kind === "inherit") {
		if (parent.from === undefined) return { whole: true, config: attr, node: attr };
		const from = readOf(parent.from);
		return from?.names.join(".") === "nixpkgs" ? { whole: false, config: from.config, node: parent.from } : undefined;
	}
	const binding = parent?.parent;
	const isLast = parent?.kind === "attrpath" && parent.attrs.at(-1) === attr;
	return isLast && binding?.kind === "binding" ? valueHanded(binding.value) : undefined;
}

function valueHanded(value: Expression): Handed | undefined {
	const written = unparenthesized(value);
	if (written.kind === "binary" && written.operator === "//") {
		return valueHanded(written.left) ?? valueHanded(written.right);
	}
	const read = readOf(written);
	const below = read?.names.join(".");
	if (read === undefined || (below !== "" && below !== "nixpkgs.config")) return undefined;
	return { whole: below === "", config: read.config, node: written };
}

/** `config` or an attribute of it, with the names that lead there. */
function readOf(expression: Expression): { readonly config: Use; readonly names: readonly string[] } | undefined {
	const written = unparenthesized(expression);
	const [target, path] = written.kind === "select" ? [unparenthesized(written.target), written.path] : [written];
	const names = path === undefined ? [] : staticPath(path);
	if (target.kind !== "variable" || target.name !== "config" || names === undefined) return undefined;
	return { config: target, names };
}

/** The hosts that have a function as a module, if the name `config` is its argument. */
function hostsOf(evaluation: Evaluation, config: Use, { uses }: Setting): readonly Host[] {
	const definition = resolve(config);
	if (definition.kind !== "formal" || definition.name !== "config") return [];
	const calls = evaluation.calls.followedOf(definition.scope) ?? [];
	const having = new Set(calls.flatMap(({ frame }) => (frame?.cause?.kind === "module" ? frame.cause.host : [])));
	return [...new Set(uses.flatMap(({ host }) => (host && having.has(host) && isMachine(host) ? host : [])))];
}
