import { rules } from "../rules/index.ts";
import type { Finding, Severity } from "../rules/rule.ts";
import { noSuch } from "./failure.ts";

/** From the gravest on. */
export const severities: readonly Severity[] = ["error", "warning", "information", "hint"];

/** The options that choose rules. */
export const ruleOptions = {
	rule: { type: "string", multiple: true },
	allow: { type: "string", multiple: true },
} as const;

/** What was given for them. */
interface ChosenRules {
	readonly rule?: readonly string[] | undefined;
	readonly allow?: readonly string[] | undefined;
}

/**
 * True for the findings of the rules that were asked for, without names of all rules, except for those that are allowed.
 * @throws Failure for a name that no rule has.
 */
export function ofRules({ rule: asked, allow: allowed = [] }: ChosenRules): (finding: Finding) => boolean {
	const names = rules.map(({ name }) => name).sort();
	for (const name of [...(asked ?? []), ...allowed]) {
		if (!names.includes(name)) throw noSuch("rule", name, names);
	}
	return ({ rule }) => (asked?.includes(rule) ?? true) && !allowed.includes(rule);
}

/** True for findings that are at least as grave as `least`. */
export function atLeast(least: Severity): (finding: Finding) => boolean {
	return ({ severity }) => severities.indexOf(severity) <= severities.indexOf(least);
}
