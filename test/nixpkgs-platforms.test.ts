import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { architectures, architecturesFor } from "../server/src/nixpkgs/architectures.ts";
import { examples } from "../server/src/nixpkgs/examples.ts";
import { ATTRIBUTES } from "../server/src/nixpkgs/generated/attributes.ts";
import { platformAttributes } from "../server/src/nixpkgs/platform-attributes.ts";
import { elaborate, type PlatformValue } from "../server/src/nixpkgs/platforms/elaborate.ts";
import { systems } from "../server/src/nixpkgs/systems.ts";
import answers from "./nixpkgs/answers.json" with { type: "json" };
import { type Answers, differences } from "./nixpkgs/answers.ts";
import { elaboratedLine, runner } from "./nixpkgs/elaborated.ts";

const recorded: Answers = answers;

describe("platforms are elaborated as nixpkgs does", () => {
	test("as real Nix has answered", () => {
		expect(differences(recorded)).toEqual([]);
	});

	test("for every system and every example", () => {
		const asked = new Set(Object.keys(recorded.platforms));
		expect([...systems.keys()].filter((name) => !asked.has(name))).toEqual([]);
		expect([...examples.keys()].filter((name) => !asked.has(`examples.${name}`))).toEqual([]);
	});

	test("and none of them is rejected", () => {
		const values: PlatformValue[] = [...systems.keys(), ...[...examples.values()].map(({ platform }) => platform)];
		expect(values.filter((value) => elaboratedLine(value).startsWith("rejected"))).toEqual([]);
	});

	test("and what is no platform is rejected with a reason", () => {
		const rejected = (value: PlatformValue) => {
			const elaboration = elaborate(value);
			return "rejected" in elaboration ? elaboration.rejected : undefined;
		};
		fc.assert(fc.property(fc.string(), (text) => rejected(text) !== ""));
		fc.assert(
			fc.property(
				fc.dictionary(fc.constantFrom("system", "gcc", "rust"), fc.anything()),
				(set) => rejected(set) !== "",
			),
		);
	});
});

test.each([
	["x86_64-linux", "i686-linux", "itself"],
	["aarch64-linux", "armv7l-linux", "qemu-arm"],
	["x86_64-linux", "riscv64-linux", "qemu-riscv64"],
	["x86_64-linux", "x86_64-windows", "wine"],
	["aarch64-darwin", "aarch64-linux", "no way"],
	["aarch64-darwin", "wasm32-wasi", "wasmtime"],
])("on %s programs of %s run by: %s", (machine, program, way) => {
	expect(runner(machine, program)).toBe(way);
});

test("a machine runs what is compiled for its architecture's inferiors", () => {
	const x86 = (arch: string) => ({ system: "x86_64-linux", gcc: { arch } });
	expect(runner(x86("skylake"), x86("x86-64-v3"))).toBe("itself");
	expect(runner(x86("x86-64-v3"), x86("skylake"))).toBe("qemu-x86_64");
	expect(runner("x86_64-linux", x86("x86-64-v3"))).toBe("qemu-x86_64");
});

test("every attribute of an elaborated platform is known", () => {
	expect(ATTRIBUTES.filter((name) => !platformAttributes.has(name))).toEqual([]);
});

test("every attribute of an example is known", () => {
	const names = [...examples.values()].flatMap(({ platform }) => Object.keys(platform));
	expect(names.filter((name) => !platformAttributes.has(name))).toEqual([]);
});

test("every architecture belongs to processors that there are, and to those of its inferiors", () => {
	for (const { name, family, bits, inferiors } of architectures.values()) {
		expect(architecturesFor({ family, bits }).map((architecture) => architecture.name)).toContain(name);
		for (const inferior of inferiors) expect(architectures.get(inferior)).toMatchObject({ family, bits });
	}
});
