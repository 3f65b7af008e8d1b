import { rules } from "../rules/index.ts";
import type { Finding, Severity } from "../rules/rule.ts";
import { closest } from "../text/closest.ts";

/** What a rule can be set to: it says nothing, or all that it finds is so grave. */
export type Level = "off" | Severity;

/** What rules are set to, by their names. Of the others each finding is as grave as its rule says. */
export type RuleLevels = ReadonlyMap<string, Level>;

/** No rule is set to anything. */
export const ownLevels: RuleLevels = new Map();

/** What can be written for a rule: "default" says again what holds without a setting. */
const levels: readonly (Level | "default")[] = ["default", "off", "hint", "information", "warning", "error"];

/** The findings as they are wanted: without those of rules that are off, and as grave as their rules are set to. */
export function atLevels(findings: readonly Finding[], set: RuleLevels): readonly Finding[] {
	return findings.flatMap((finding) => {
		const level = set.get(finding.rule);
		if (level === "off") return [];
		return level === undefined ? [finding] : [{ ...finding, severity: level }];
	});
}

/**
 * The levels in a user's settings: `{ "rules": { "nested-instance": "off" } }`. What is wrong there counts for nothing;
 * each of the `faults` is a sentence about it.
 */
export function readLevels(settings: unknown): { readonly levels: RuleLevels; readonly faults: readonly string[] } {
	const set = new Map<string, Level>();
	const faults: string[] = [];
	const membersOf = (name: string, value: unknown): ReadonlyMap<string, unknown> => {
		// An empty table of Lua arrives as an empty array.
		if (typeof value === "object") return new Map(Object.entries(value ?? {}));
		if (value !== undefined) faults.push(`${name} is an object, and not ${JSON.stringify(value)}`);
		return new Map();
	};
	for (const [name, value] of membersOf("flakeHoist.rules", membersOf("flakeHoist", settings).get("rules"))) {
		const level = levels.find((level) => level === value);
		if (!rules.some((rule) => rule.name === name)) faults.push(`flakeHoist.rules: ${noRule(name)}`);
		else if (level === undefined) {
			faults.push(`flakeHoist.rules: ${name} is one of ${levels.join(", ")}, and not ${JSON.stringify(value)}`);
		} else if (level !== "default") set.set(name, level);
	}
	return { levels: set, faults };
}

function noRule(name: string): string {
	const meant = closest(
		name,
		rules.map((rule) => rule.name),
	);
	return `there is no rule ‘${name}’${meant === undefined ? "" : `; is ‘${meant}’ meant?`}`;
}
