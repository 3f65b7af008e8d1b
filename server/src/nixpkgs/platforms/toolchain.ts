import type { Parsed } from "./parts.ts";
import type { Is } from "./predicates.ts";

/** Settings of the compiler: the attribute `gcc` of a platform. */
export type Gcc = Readonly<Record<string, unknown>>;

/** The C library that a platform has unless told otherwise; null where there is none. */
export function defaultLibc(is: Is): string | null {
	if (is("isDarwin")) return "libSystem";
	if (is("isMsvc")) return "ucrt";
	if (is("isMinGW")) return "msvcrt";
	if (is("isCygwin")) return "cygwin";
	if (is("isWasi")) return "wasilibc";
	if (is("isWasm")) return null;
	if (is("isRedox")) return "relibc";
	if (is("isMusl")) return "musl";
	if (is("isUClibc")) return "uclibc";
	if (is("isAndroid")) return "bionic";
	if (is("isLinux")) return "glibc";
	if (is("isFreeBSD")) return "fblibc";
	if (is("isOpenBSD")) return "oblibc";
	if (is("isNetBSD")) return "nblibc";
	if (is("isAvr")) return "avrlibc";
	if (is("isGhcjs")) return null;
	return is("isNone") ? "newlib" : "native/impure";
}

/** The linker that a platform has unless told otherwise. */
export function defaultLinker(is: Is, useLLVM: boolean): string {
	if (useLLVM) return "lld";
	return is("isDarwin") ? "cctools" : "bfd";
}

const WITH_SHARED_LIBRARIES = [
	"isAndroid",
	"isGnu",
	"isMusl",
	"isDarwin",
	"isSunOS",
	"isOpenBSD",
	"isFreeBSD",
	"isNetBSD",
	"isCygwin",
	"isMinGW",
	"isWindows",
	"isWasm",
] as const;

/** Whether a platform has a loader for shared libraries, and is not linked statically. */
export function defaultSharedLibraries(is: Is, isStatic: boolean): boolean {
	return WITH_SHARED_LIBRARIES.some(is) && !isStatic;
}

/** The compiler's settings that a platform has where the user gives none. */
export function defaultGcc({ cpu }: Parsed, is: Is): Gcc {
	if (is("isAarch32")) return gccOfArm(cpu.version);
	if (is("isAarch64")) return is("isDarwin") ? APPLE_SILICON : { arch: "armv8-a" };
	if (is("isLoongArch64")) return { arch: "la64v1.0", cmodel: "medium", "strict-align": false };
	return cpu.name === "mipsel" ? { abi: "32", arch: "mips32r2" } : {};
}

const APPLE_SILICON: Gcc = {
	arch: "armv8.3-a+crypto+sha2+aes+crc+fp16+lse+simd+ras+rdm+rcpc",
	cpu: "apple-a13",
};

function gccOfArm(version: string | undefined): Gcc {
	if (version === undefined) return {};
	if (Number(version) < 6) return { arch: "armv5te" };
	return Number(version) < 7 ? { arch: "armv6kz", fpu: "vfpv2" } : { arch: "armv7-a", fpu: "vfpv3-d16" };
}
