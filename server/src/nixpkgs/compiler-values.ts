import { architectures } from "./architectures.ts";

/**
 * What GCC 16 and older ones take, by setting of `gcc` and by processor, as far as nixpkgs builds for it. Clang takes
 * about the same. A value of `arch` may have extensions added on ARM (`armv8-a+crc`) and RISC-V (`rv64gc_zba`).
 */

/** The part of a processor that decides what its compiler takes. */
export interface Target {
	/** `x86`, `arm`, `riscv` … */
	readonly family: string;
	readonly bits: number;
}

/** The settings of `gcc` whose values are known for some processors. */
export type Setting = "arch" | "tune" | "abi" | "fpu" | "float-abi" | "mode" | "cmodel";

const X86_64 = words(`
	x86-64 x86-64-v2 x86-64-v3 x86-64-v4 native
	nocona core2 nehalem corei7 westmere sandybridge corei7-avx ivybridge core-avx-i haswell core-avx2 broadwell skylake
	skylake-avx512 cannonlake icelake-client icelake-server rocketlake cascadelake cooperlake tigerlake sapphirerapids
	emeraldrapids alderlake raptorlake meteorlake graniterapids graniterapids-d arrowlake arrowlake-s lunarlake
	pantherlake wildcatlake novalake diamondrapids
	bonnell atom silvermont slm goldmont goldmont-plus tremont gracemont sierraforest grandridge clearwaterforest knl knm
	k8 k8-sse3 opteron opteron-sse3 athlon64 athlon64-sse3 athlon-fx amdfam10 barcelona btver1 btver2
	bdver1 bdver2 bdver3 bdver4 znver1 znver2 znver3 znver4 znver5 znver6
	eden-x2 eden-x4 nano nano-1000 nano-2000 nano-3000 nano-x2 nano-x4 lujiazui yongfeng shijidadao
	c86-4g-m4 c86-4g-m6 c86-4g-m7 c86-4g-m8
`);

const X86_32 = words(`
	i386 i486 i586 i686 pentium lakemont pentium-mmx pentiumpro pentium2 pentium3 pentium3m pentium-m pentium4 pentium4m
	prescott winchip-c6 winchip2 c3 samuel-2 c3-2 nehemiah c7 esther geode k6 k6-2 k6-3
	athlon athlon-tbird athlon-4 athlon-xp athlon-mp
`);

const ARM_64 = words(`
	armv8-a armv8.1-a armv8.2-a armv8.3-a armv8.4-a armv8.5-a armv8.6-a armv8.7-a armv8.8-a armv8.9-a armv8-r
	armv9-a armv9.1-a armv9.2-a armv9.3-a armv9.4-a armv9.5-a native
`);

const ARM_32 = words(`
	armv4 armv4t armv5t armv5te armv5tej armv6 armv6j armv6k armv6z armv6kz armv6zk armv6t2 armv6-m armv6s-m
	armv7 armv7-a armv7ve armv7-r armv7-m armv7e-m armv8-a armv8.1-a armv8.2-a armv8.3-a armv8.4-a armv8.5-a armv8.6-a
	armv8-r armv8-m.base armv8-m.main armv8.1-m.main armv9-a iwmmxt iwmmxt2 native
`);

const LOONGARCH = words("loongarch64 la464 la664 la64v1.0 la64v1.1 native");

const MIPS = words(`
	mips1 mips2 mips3 mips4 mips32 mips32r2 mips32r3 mips32r5 mips32r6 mips64 mips64r2 mips64r3 mips64r5 mips64r6
	loongson2e loongson2f loongson3a gs464 gs464e gs264e octeon octeon+ octeon2 octeon3 4kc 24kc 34kc 74kc 1004kc p5600
	i6400 xlr xlp native
`);

const ARM_FPUS = words(`
	vfpv3-d16 vfpv3 vfpv4 vfpv4-d16 neon neon-vfpv3 neon-vfpv4 neon-fp16 vfpv2 vfp vfp3 vfpv3-fp16 vfpv3-d16-fp16 vfpv3xd
	vfpv3xd-fp16 fpv4-sp-d16 fpv5-sp-d16 fpv5-d16 fp-armv8 neon-fp-armv8 crypto-neon-fp-armv8 auto
`);

const VALUES: Readonly<Record<string, Readonly<Partial<Record<Setting, readonly string[]>>>>> = {
	x86_64: { arch: X86_64, tune: ["generic", "intel", ...X86_64], cmodel: ["small", "medium", "large", "kernel"] },
	x86_32: { arch: [...X86_32, ...X86_64], tune: ["generic", "intel", ...X86_32, ...X86_64] },
	// The wrapper drops all others.
	arm_64: {
		arch: ARM_64,
		tune: ["cortex-a53", "cortex-a72", "cortex-a72.cortex-a53"],
		cmodel: ["tiny", "small", "large"],
	},
	arm_32: { arch: ARM_32, fpu: ARM_FPUS, "float-abi": ["hard", "softfp", "soft"], mode: ["arm", "thumb"] },
	loongarch_64: { arch: LOONGARCH, abi: ["lp64d", "lp64f", "lp64s"], cmodel: ["normal", "medium", "extreme"] },
	mips_32: { arch: MIPS, tune: MIPS, abi: ["32", "n32", "64"] },
	mips_64: { arch: MIPS, tune: MIPS, abi: ["n32", "64", "32"] },
	riscv_32: {
		arch: ["rv32gc", "rv32imac", "rv32imc"],
		abi: ["ilp32d", "ilp32f", "ilp32"],
		cmodel: ["medlow", "medany"],
	},
	riscv_64: {
		arch: ["rv64gc", "rv64gcv", "rva23u64", "rv64imac"],
		abi: ["lp64d", "lp64f", "lp64"],
		cmodel: ["medlow", "medany"],
	},
	power_64: { abi: ["elfv2", "elfv1"], cmodel: ["small", "medium", "large"] },
};

/** Values of a setting that a compiler for the processor takes, the commonest first; empty where none are known. */
export function compilerValues(setting: Setting, { family, bits }: Target): readonly string[] {
	return VALUES[`${family}_${bits}`]?.[setting] ?? [];
}

/**
 * What is to be thought of a `gcc.arch`. `known`: nixpkgs knows what it implies. `compiler`: only compilers know it.
 * `other-processor`: it is for others. `unknown`: no compiler knows it. `untold`: the processor's values are not known.
 */
export type Verdict = "known" | "compiler" | "other-processor" | "unknown" | "untold";

/** Judges a value of `gcc.arch` for a processor. */
export function judgeArchitecture(name: string, target: Target): Verdict {
	const known = architectures.get(name);
	if (known?.family === target.family && known.bits === target.bits) return "known";
	if (takes(target, name)) return "compiler";
	if (compilerValues("arch", target).length === 0) return "untold";
	const others = Object.keys(VALUES).map((key) => targetOf(key));
	return known !== undefined || others.some((other) => takes(other, name)) ? "other-processor" : "unknown";
}

function takes(target: Target, name: string): boolean {
	if (target.family === "riscv") return isRiscv(name, target.bits);
	const base = target.family === "arm" ? name.replace(/\+.*/, "") : name;
	return compilerValues("arch", target).includes(base);
}

/** RISC-V's architectures are put together from letters, or are profiles such as `rva23u64`. */
function isRiscv(name: string, bits: number): boolean {
	const composed = new RegExp(`^rv${bits}[ieg][a-z0-9_.]*$`);
	const profile = new RegExp(`^rv[ab]\\d\\d[us]${bits}\\w*$|^rvi20u${bits}$`);
	return composed.test(name) || profile.test(name);
}

function targetOf(key: string): Target {
	const [family = "", bits = ""] = key.split("_");
	return { family, bits: Number(bits) };
}

function words(text: string): readonly string[] {
	return text.trim().split(/\s+/);
}
