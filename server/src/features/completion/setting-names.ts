import type { Entry, Kind } from "../../nixpkgs/entry.ts";
import { nixosOptions } from "../../nixpkgs/nixos-options.ts";
import { plainType } from "../entry-markdown.ts";
import { tableOf } from "../setting-entries.ts";
import type { Completion } from "./completion-item.ts";
import type { Destination } from "./destination.ts";
import type { Extent } from "./written-names.ts";

/** Names of which only one may be given. */
const rivals: ReadonlyMap<string, string> = new Map([
	["system", "localSystem"],
	["localSystem", "system"],
]);

/**
 * The names that a set may still be given. None for options of modules: other language servers offer those.
 * @param isNew true if the name has no value yet
 */
export function settingNames(
	{ reader, path }: Destination,
	given: ReadonlyMap<string, Extent>,
	isNew: boolean,
): readonly Completion[] {
	const table = tableOf(reader, path);
	if (table === undefined || table.entries === nixosOptions) return [];
	const prefix = table.within.map((name) => `${name}.`).join("");
	return [...table.entries.values()].flatMap((entry) => {
		const name = entry.name.startsWith(prefix) ? entry.name.slice(prefix.length) : "";
		const isBelow = name.includes(".") && table.entries.has(prefix + name.split(".")[0]);
		if (name === "" || isBelow || entry.standing !== "current" || given.get(name) === "whole") return [];
		if (reader === "argument" && path.length === 0 && given.has(rivals.get(name) ?? "")) return [];
		const isWhole = isNew && !given.has(name);
		return {
			label: name,
			kind: "setting" as const,
			detail: plainType(entry),
			newText: name,
			snippet: isWhole ? `${name} = ${valueSnippet(entry, name)};` : undefined,
			documented: { topic: ["setting", reader, ...path, ...name.split(".")] as const },
		};
	});
}

/** The beginning of a value, with the place to go on: nothing where it may begin in several ways, or is made elsewhere. */
function valueSnippet({ accepts, values, example }: Entry, name: string): string {
	const [first] = accepts;
	const isOtherwise = first === "string" && values.some((value) => !value.startsWith('"'));
	const isFromElsewhere = first === "set" && !new RegExp(`${name}(\\.| = \\{)`).test(example);
	return isOtherwise || isFromElsewhere ? "$0" : ((first && beginnings[first]) ?? "$0");
}

const beginnings: Readonly<Partial<Record<Kind, string>>> = {
	string: '"$0"',
	set: "{ $0 }",
	list: "[ $0 ]",
	boolean: "${1|true,false|}",
};
