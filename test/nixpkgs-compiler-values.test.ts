import { describe, expect, test } from "vitest";
import { architectures } from "../server/src/nixpkgs/architectures.ts";
import { compilerValues, judgeArchitecture, type Verdict } from "../server/src/nixpkgs/compiler-values.ts";
import { examples } from "../server/src/nixpkgs/examples.ts";
import { elaborate } from "../server/src/nixpkgs/platforms/elaborate.ts";
import { cpus } from "../server/src/nixpkgs/platforms/parts.ts";
import { systems } from "../server/src/nixpkgs/systems.ts";

const judged: readonly (readonly [cpu: string, architecture: string, Verdict])[] = [
	["x86_64", "x86-64-v3", "known"],
	["x86_64", "znver5", "known"],
	["x86_64", "raptorlake", "compiler"],
	["x86_64", "native", "compiler"],
	["x86_64", "x86_64-v3", "unknown"],
	["x86_64", "zen4", "unknown"],
	["x86_64", "armv8-a", "other-processor"],
	["x86_64", "rv64gc", "other-processor"],
	["x86_64", "i686", "other-processor"],
	["i686", "i686", "compiler"],
	["aarch64", "armv8.2-a", "known"],
	["aarch64", "armv8-a+crc+crypto", "compiler"],
	["aarch64", "armv7-a", "other-processor"],
	["aarch64", "skylake", "other-processor"],
	["armv7l", "armv7-a", "known"],
	["armv7l", "armv8-a", "compiler"],
	["riscv64", "rv64gcv_zba_zbb", "compiler"],
	["riscv64", "rva22u64", "compiler"],
	["riscv64", "rv32imac", "other-processor"],
	["riscv64", "sifive-u74", "unknown"],
	["s390x", "z15", "untold"],
];

test.each(judged)("on %s, %s is %s", (cpu, architecture, verdict) => {
	expect(judgeArchitecture(architecture, cpus.get(cpu) ?? { family: "", bits: 0 })).toBe(verdict);
});

test("what nixpkgs knows it judges so, except beside other processors", () => {
	const wrong = [...architectures.values()].filter((known) => judgeArchitecture(known.name, known) !== "known");
	expect(wrong).toEqual([]);
});

describe("what platforms have by default or in examples is good", () => {
	const values = [...systems.keys(), ...[...examples.values()].map(({ platform }) => platform)];
	const platforms = values.map(elaborate).flatMap((it) => ("platform" in it ? [it.platform] : []));

	test("architectures", () => {
		const verdicts = platforms.map(({ config, cpu, gcc: { arch } }) => {
			return typeof arch === "string" ? `${config} ${arch} ${judgeArchitecture(arch, cpu)}` : "none";
		});
		expect(verdicts.filter((verdict) => / (unknown|other-processor)$/.test(verdict))).toEqual([]);
	});

	test.each(["abi", "fpu", "float-abi", "cmodel", "tune"] as const)("%s", (setting) => {
		const given = platforms.flatMap(({ cpu, gcc }) =>
			gcc[setting] === undefined ? [] : [{ cpu, value: gcc[setting] }],
		);
		expect(given.filter(({ cpu, value }) => !compilerValues(setting, cpu).some((known) => known === value))).toEqual(
			[],
		);
	});
});
