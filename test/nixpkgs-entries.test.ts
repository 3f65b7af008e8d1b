import { describe, expect, test } from "vitest";
import { nixpkgsArguments } from "../server/src/nixpkgs/arguments.ts";
import { configOptions } from "../server/src/nixpkgs/config-options.ts";
import type { Entries, Entry } from "../server/src/nixpkgs/entry.ts";
import { hostArguments, perSystemArguments } from "../server/src/nixpkgs/host-arguments.ts";
import { nixosOptions } from "../server/src/nixpkgs/nixos-options.ts";
import { platformAttributes } from "../server/src/nixpkgs/platform-attributes.ts";
import { testParser } from "./parser.ts";

const parse = await testParser();

const all: readonly (readonly [string, Entries])[] = [
	["arguments", nixpkgsArguments],
	["platform attributes", platformAttributes],
	["config options", configOptions],
	["NixOS options", nixosOptions],
	...Object.entries(hostArguments),
	["perSystem arguments", perSystemArguments],
];

describe.each(all)("%s", (_, entries) => {
	test.each([...entries.values()].map((entry) => [entry.name, entry] as const))(
		"%s is told of rightly",
		(name, entry) => {
			expect(entries.get(name)).toBe(entry);
			expect(texts(entry).filter((text) => text.includes("\n"))).toEqual([]);
			expect(texts(entry).filter((text) => text === "" || (text.match(/`/g) ?? []).length % 2 === 1)).toEqual([]);
			expect(new URL(entry.manual).protocol).toBe("https:");
		},
	);

	test("examples and values are Nix", () => {
		const wrong = [...entries.values()].flatMap(({ name, example, values }) => [
			...(isNix(`{ ${example} }`) || isNix(example) ? [] : [`${name}: ${example}`]),
			...values.filter((value) => !isNix(value)).map((value) => `${name}: ${value}`),
		]);
		expect(wrong).toEqual([]);
	});

	test("what is not to be used any more says what to use", () => {
		const gone = [...entries.values()].filter(({ standing }) => standing === "deprecated" || standing === "rejected");
		expect(gone.filter(({ instead, pitfalls }) => instead === undefined && pitfalls.length === 0)).toEqual([]);
	});
});

function texts({ type, default: otherwise, meaning, becomes, instead, pitfalls }: Entry): readonly string[] {
	return [type, otherwise, meaning, ...pitfalls, becomes, instead].filter((text) => text !== undefined);
}

function isNix(text: string): boolean {
	return text !== "" && parse(text).errors.length === 0;
}
