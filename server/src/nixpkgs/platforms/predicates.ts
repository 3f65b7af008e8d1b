import type { Parsed } from "./parts.ts";

const MUSL = new Set(["musl", "musleabi", "musleabihf", "muslabin32", "muslabi64"]);
const GNU = new Set(["gnu", "gnueabi", "gnueabihf", "gnuabin32", "gnuabi64", "gnuabielfv1", "gnuabielfv2"]);

/** Those of `lib.systems.inspect.predicates` that other attributes of a platform rest on. */
const PREDICATES = {
	is64bit: ({ cpu }: Parsed) => cpu.bits === 64,
	isLittleEndian: ({ cpu }: Parsed) => cpu.endian === "little",
	isBigEndian: ({ cpu }: Parsed) => cpu.endian === "big",
	isAarch32: ({ cpu }: Parsed) => cpu.family === "arm" && cpu.bits === 32,
	isAarch64: ({ cpu }: Parsed) => cpu.family === "arm" && cpu.bits === 64,
	isx86: ({ cpu }: Parsed) => cpu.family === "x86",
	isx86_32: ({ cpu }: Parsed) => cpu.family === "x86" && cpu.bits === 32,
	isx86_64: ({ cpu }: Parsed) => cpu.family === "x86" && cpu.bits === 64,
	isPower: ({ cpu }: Parsed) => cpu.family === "power",
	isPower64: ({ cpu }: Parsed) => cpu.family === "power" && cpu.bits === 64,
	isMips32: ({ cpu }: Parsed) => cpu.family === "mips" && cpu.bits === 32,
	isMips64: ({ cpu }: Parsed) => cpu.family === "mips" && cpu.bits === 64,
	isMips64n32: ({ cpu, abi }: Parsed) => cpu.family === "mips" && cpu.bits === 64 && abi.abi === "n32",
	isRiscV: ({ cpu }: Parsed) => cpu.family === "riscv",
	isLoongArch64: ({ cpu }: Parsed) => cpu.family === "loongarch" && cpu.bits === 64,
	isMicroBlaze: ({ cpu }: Parsed) => cpu.family === "microblaze",
	isSh4: ({ cpu }: Parsed) => cpu.family === "sh",
	isS390: ({ cpu }: Parsed) => cpu.family === "s390",
	isS390x: ({ cpu }: Parsed) => cpu.family === "s390" && cpu.bits === 64,
	isWasm: ({ cpu }: Parsed) => cpu.family === "wasm",
	isAvr: ({ cpu }: Parsed) => cpu.family === "avr",
	isMmix: ({ cpu }: Parsed) => cpu.family === "mmix",
	isDarwin: ({ kernel }: Parsed) => kernel.families.includes("darwin"),
	isLinux: ({ kernel }: Parsed) => kernel.name === "linux",
	isFreeBSD: ({ kernel }: Parsed) => kernel.name === "freebsd",
	isNetBSD: ({ kernel }: Parsed) => kernel.name === "netbsd",
	isOpenBSD: ({ kernel }: Parsed) => kernel.name === "openbsd",
	isSunOS: ({ kernel }: Parsed) => kernel.name === "solaris",
	isWindows: ({ kernel }: Parsed) => kernel.name === "windows",
	isCygwin: ({ kernel }: Parsed) => kernel.name === "cygwin",
	isMinGW: ({ kernel, abi }: Parsed) => kernel.name === "windows" && abi.name === "gnu",
	isMsvc: ({ kernel, abi }: Parsed) => kernel.name === "windows" && abi.name === "msvc",
	isWasi: ({ kernel }: Parsed) => kernel.name === "wasi",
	isRedox: ({ kernel }: Parsed) => kernel.name === "redox",
	isGhcjs: ({ kernel }: Parsed) => kernel.name === "ghcjs",
	isNone: ({ kernel }: Parsed) => kernel.name === "none",
	isAndroid: ({ abi }: Parsed) => abi.name === "android" || abi.name === "androideabi",
	isGnu: ({ abi }: Parsed) => GNU.has(abi.name),
	isMusl: ({ abi }: Parsed) => MUSL.has(abi.name),
	isUClibc: ({ abi }: Parsed) => abi.name.startsWith("uclibc"),
} as const;

/** Tells whether a predicate holds, by its name in nixpkgs. */
export type Is = (predicate: keyof typeof PREDICATES) => boolean;

/** The predicates of a platform. One that is among the attributes given by the user holds as they say. */
export function predicatesOf(parsed: Parsed, given: { readonly [name: string]: unknown }): Is {
	return (predicate) => {
		const stated = given[predicate];
		return typeof stated === "boolean" ? stated : PREDICATES[predicate](parsed);
	};
}
