import { alternatives } from "../flake/choices.ts";
import type { Host } from "../flake/host.ts";
import { attribute } from "../flake/select.ts";
import { stringOf, type Thunk } from "../flake/value.ts";
import type { Setting, SettingUse } from "../instances/settings.ts";
import { examples } from "../nixpkgs/examples.ts";
import { elaborate } from "../nixpkgs/platforms/elaborate.ts";
import { systems } from "../nixpkgs/systems.ts";
import { closest } from "../text/closest.ts";
import { rewritten } from "./mends.ts";
import { belowPlatform } from "./platforms.ts";
import type { Rule } from "./rule.ts";
import { isArgument, isHostArgument, isOption, settingRule, valuePlace } from "./setting-rule.ts";

/** A system or triple that nixpkgs stops at. */
interface Rejected {
	readonly name: string;
	readonly kind: "system" | "triple";
	/** Why, in nixpkgs' own words. */
	readonly reason: string;
}

/** A rule about the names of one kind that nixpkgs can't read; `noun` is what a message calls them. */
export function platformNameRule(rule: string, kind: Rejected["kind"], noun: string): Rule {
	return settingRule(rule, "error", function* (setting) {
		for (const rejected of rejectedNames(setting)) {
			if (rejected.kind !== kind) continue;
			const { name, reason } = rejected;
			const meant = nameMeant(rejected);
			const question = meant === undefined ? "" : ` Did you mean ‘${meant}’?`;
			const message = `nixpkgs knows no ${noun} ‘${name}’: ${reason.replace(/\.$/, "")}.${question}`;
			const mend = meant === undefined ? undefined : rewritten(setting, name, meant);
			yield { message, at: valuePlace(setting), mend };
		}
	});
}

const known = new WeakMap<Setting, readonly Rejected[]>();

/** The systems and triples that nixpkgs rejects, among those that a setting is given. */
function rejectedNames(setting: Setting): readonly Rejected[] {
	const found = known.get(setting) ?? findRejected(setting);
	known.set(setting, found);
	return found;
}

function findRejected(setting: Setting): readonly Rejected[] {
	if (!namesPlatform(setting)) return [];
	const uses = new Map<string, SettingUse[]>();
	for (const use of setting.uses) {
		for (const value of alternatives(use.value.force())) {
			if (value.kind === "string") uses.set(value.value, [...(uses.get(value.value) ?? []), use]);
		}
	}
	return [...uses].flatMap(([name, given]): readonly Rejected[] => {
		const elaboration = elaborate(name);
		if (!("rejected" in elaboration) || !given.some((use) => isRead(setting, use))) return [];
		const isTriple = setting.path.at(-1) === "config" || name.split("-").length > 2;
		return [{ name, kind: isTriple ? "triple" : "system", reason: elaboration.rejected }];
	});
}

/** True for a setting that may be the name of a platform. */
function namesPlatform(setting: Setting): boolean {
	const [name, ...more] = belowPlatform(setting) ?? ["none"];
	if (name === undefined || (more.length === 0 && (name === "system" || name === "config"))) return true;
	return [isArgument, isOption, isHostArgument].some((is) => is(setting, "system"));
}

/** True if nixpkgs takes what a setting is given for the name of a platform. */
function isRead(setting: Setting, { value, given, set, host }: SettingUse): boolean {
	const below = belowPlatform(setting);
	if (below !== undefined) {
		return below.length === 0 || below.join() === "config" || (below.join() === "system" && !set.entries.has("config"));
	}
	if (isOption(setting, "system")) return !given.entries.has("hostPlatform");
	if (isHostArgument(setting, "system")) return host !== undefined && isMadeFor(host, value);
	return isArgument(setting, "system");
}

/** True if a host surely makes a package set for the system of its call: modules and a given set come before that. */
function isMadeFor(host: Host, system: Thunk): boolean {
	if (host.graph().gaps.length > 0 || attribute(host.argument.force(), "pkgs") !== undefined) return false;
	return stringOf(host.system.force()) === stringOf(system.force());
}

/** Processors by the names that others give them. */
const otherNames: Readonly<Record<string, string>> = {
	amd64: "x86_64",
	arm64: "aarch64",
	ia32: "i686",
	x64: "x86_64",
	x86: "i686",
};

/** The name of a platform that a rejected one was most likely meant to be. */
function nameMeant({ name, kind }: Rejected): string | undefined {
	const [cpu = "", ...rest] = name.split("-");
	const usual = [otherNames[cpu] ?? cpu, ...rest].join("-");
	const near = closest(name, systems.keys()) ?? closest(usual, systems.keys());
	return kind === "system" ? near : (near ?? closest(usual, triples()) ?? completed(usual));
}

/** A triple that goes on where another one ends too early: the shortest, such as that with `gnu`. */
function completed(start: string): string | undefined {
	const longer = triples().filter((triple) => triple.startsWith(`${start}-`));
	return longer.sort((a, b) => a.length - b.length)[0];
}

let knownTriples: readonly string[] | undefined;

/** The triples of all systems and examples. */
function triples(): readonly string[] {
	knownTriples ??= [...systems.keys()]
		.map((system) => elaborate(system))
		.flatMap((elaboration) => ("platform" in elaboration ? elaboration.platform.config : []))
		.concat([...examples.values()].map(({ config }) => config));
	return knownTriples;
}
