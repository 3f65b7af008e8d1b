import { FEATURES, INFERIORS } from "./generated/architectures.ts";

/** A value of `gcc.arch` that nixpkgs knows something of. */
export interface Architecture {
	readonly name: string;
	/** The instruction sets that nixpkgs takes it to have: `avx2`, `aes` … */
	readonly features: readonly string[];
	/** The architectures whose programs it runs, nearest first. */
	readonly inferiors: readonly string[];
	/** The family of the processors that it is for, as nixpkgs calls it: `x86`, `arm`, `mips`, `loongarch`. */
	readonly family: string;
	/** How many bits those processors have. */
	readonly bits: 32 | 64;
}

/** All that `lib.systems.architectures` knows, by name. */
export const architectures: ReadonlyMap<string, Architecture> = new Map(
	[...new Set([...Object.keys(FEATURES), ...Object.keys(INFERIORS)])]
		.filter((name) => name !== "default")
		.map((name) => [name, describe(name)]),
);

/** True if programs compiled for `program` run where `machine` is the architecture, as far as nixpkgs knows. */
export function canRunArchitecture(machine: string, program: string): boolean {
	return machine === program || (architectures.get(machine)?.inferiors.includes(program) ?? false);
}

/** The architectures for a processor such as `{ family: "x86", bits: 64 }`, in nixpkgs' order. */
export function architecturesFor({
	family,
	bits,
}: Pick<Architecture, "family"> & { bits: number }): readonly Architecture[] {
	return [...architectures.values()].filter(
		(architecture) => architecture.family === family && architecture.bits === bits,
	);
}

function describe(name: string): Architecture {
	const features: Readonly<Record<string, readonly string[]>> = FEATURES;
	const inferiors: Readonly<Record<string, readonly string[]>> = INFERIORS;
	return { name, features: features[name] ?? [], inferiors: inferiors[name] ?? [], ...processorOf(name) };
}

/** The tables of nixpkgs do not say which processors an architecture is for; its name does. */
function processorOf(name: string): Pick<Architecture, "family" | "bits"> {
	if (/^armv[567]/.test(name)) return { family: "arm", bits: 32 };
	if (/^(armv|cortex-|ampere)/.test(name)) return { family: "arm", bits: 64 };
	if (/^(la\d|loongarch)/.test(name)) return { family: "loongarch", bits: 64 };
	if (/^(mips|loongson)/.test(name)) return { family: "mips", bits: name === "mips32" ? 32 : 64 };
	return { family: "x86", bits: 64 };
}
