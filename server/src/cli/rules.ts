import { rules } from "../rules/index.ts";
import type { Finding, Severity } from "../rules/rule.ts";
import { Failure } from "./failure.ts";

/** From the gravest on. */
export const severities: readonly Severity[] = ["error", "warning", "information", "hint"];

/**
 * True for the findings of the rules that were asked for; without names, for those of all rules.
 * @throws Failure for a name that no rule has.
 */
export function ofRules(names: readonly string[] | undefined): (finding: Finding) => boolean {
	for (const name of names ?? []) {
		if (!rules.some((rule) => rule.name === name)) {
			throw new Failure(`there is no rule ‘${name}’; the rules are: ${rules.map((rule) => rule.name).join(", ")}`);
		}
	}
	return ({ rule }) => names === undefined || names.includes(rule);
}

/** True for findings that are at least as grave as `least`. */
export function atLeast(least: Severity): (finding: Finding) => boolean {
	return ({ severity }) => severities.indexOf(severity) <= severities.indexOf(least);
}
