import { ABIS, CPUS, KERNELS, VENDORS } from "../generated/parts.ts";

/** A processor, as a system or triple names it. */
export interface Cpu {
	readonly name: string;
	readonly bits: number;
	/** `null` where words have one byte. */
	readonly endian: "little" | "big" | null;
	/** What its variants have in common: `arm`, `x86`, `riscv`. */
	readonly family: string;
	/** Of the architecture; only ARM's have one. */
	readonly version?: string;
	readonly arch?: string;
}

/** An operating system's kernel; `none` stands for bare machines. */
export interface Kernel {
	readonly name: string;
	/** The format of programs: `elf`, `macho`, `pe`. */
	readonly execFormat: string;
	readonly families: readonly string[];
}

/** A binary interface: the last part of a triple. */
export interface Abi {
	readonly name: string;
	readonly float?: string;
	readonly eabi?: boolean;
	/** The name by which GCC knows it, if it has one. */
	readonly abi?: string;
}

/** What the parts of a system or triple may be called; aliases stand for what has another name. */
export const cpus: ReadonlyMap<string, Cpu> = new Map<string, Cpu>(Object.entries(CPUS));
export const kernels: ReadonlyMap<string, Kernel> = new Map<string, Kernel>(Object.entries(KERNELS));
export const abis: ReadonlyMap<string, Abi> = new Map<string, Abi>(Object.entries(ABIS));
export const vendors: ReadonlySet<string> = new Set<string>(VENDORS);

/** What a system or a triple says, with what it leaves out. */
export interface Parsed {
	readonly cpu: Cpu;
	readonly vendor: string;
	readonly kernel: Kernel;
	readonly abi: Abi;
}
