import { defaultLinuxArch, defaultQemuArch, defaultRustTarget } from "./foreign-names.ts";
import { doubleOf, parse, Rejection, tripleOf } from "./parse.ts";
import type { Parsed } from "./parts.ts";
import { type Is, predicatesOf } from "./predicates.ts";
import { defaultGcc, defaultLibc, defaultLinker, defaultSharedLibraries, type Gcc } from "./toolchain.ts";

/** A platform as a user gives it: a system or triple, or a set of attributes as plain data. */
export type PlatformValue = string | { readonly [name: string]: unknown };

/** What nixpkgs makes of it, each attribute by its name in nixpkgs; the four parts are those below `parsed`. */
export interface Platform extends Parsed {
	readonly system: string;
	/** The triple. */
	readonly config: string;
	/** Null where there is none. */
	readonly libc: string | null;
	readonly linker: string;
	readonly useLLVM: boolean;
	readonly isStatic: boolean;
	readonly hasSharedLibraries: boolean;
	readonly is64bit: boolean;
	readonly isAndroid: boolean;
	/** Settings of the compiler: `arch`, `tune`, `fpu` … */
	readonly gcc: Gcc;
	readonly linuxArch: string;
	/** Null where QEMU has no emulator. */
	readonly qemuArch: string | null;
	/** `rust.rustcTargetSpec` in nixpkgs. */
	readonly rustTarget: string;
	readonly is: Is;
}

/** A platform, or the reason why nixpkgs stops, in its words. */
export type Elaboration = { readonly platform: Platform } | { readonly rejected: string };

/** What `lib.systems.elaborate` gives for a platform. */
export function elaborate(value: PlatformValue): Elaboration {
	try {
		return { platform: elaborated(typeof value === "string" ? { system: value } : value) };
	} catch (error) {
		if (error instanceof Rejection) return { rejected: error.message };
		throw error;
	}
}

type Given = { readonly [name: string]: unknown };

function elaborated(given: Given): Platform {
	if ("linux-kernel" in given) {
		throw new Rejection("lib.systems.elaborate: linux-kernel has been removed; see the 26.11 release notes");
	}
	const parsed = parse(nameIn(given));
	const is = predicatesOf(parsed, given);
	rejectContradictions(given, parsed, is);
	const useLLVM = flagIn(given, "useLLVM", is("isFreeBSD") || is("isOpenBSD"));
	const isStatic = flagIn(given, "isStatic", is("isWasi") || is("isRedox"));
	return {
		...parsed,
		system: doubleOf(parsed),
		config: textIn(given, "config", tripleOf(parsed)),
		libc: given["libc"] === null ? null : textIn(given, "libc", defaultLibc(is)),
		linker: textIn(given, "linker", defaultLinker(is, useLLVM)),
		useLLVM,
		isStatic,
		hasSharedLibraries: flagIn(given, "hasSharedLibraries", defaultSharedLibraries(is, isStatic)),
		is64bit: is("is64bit"),
		isAndroid: is("isAndroid"),
		gcc: gccIn(given) ?? defaultGcc(parsed, is),
		linuxArch: textIn(given, "linuxArch", defaultLinuxArch(parsed, is)),
		qemuArch: textIn(given, "qemuArch", defaultQemuArch(parsed, is)),
		rustTarget: rustTargetIn(given) ?? defaultRustTarget(parsed, is),
		is,
	};
}

/** The name that a platform is known by: of `config` and `system` the former wins. */
function nameIn({ config, system }: Given): string {
	const name = config ?? system;
	if (name === undefined) throw new Rejection("attribute 'system' missing");
	if (typeof name !== "string") throw new Rejection("the platform's name is not a string");
	return name;
}

/** @throws {Rejection} where the attributes or parts of a platform do not go together */
function rejectContradictions(given: Given, { abi }: Parsed, is: Is): void {
	if (given["useAndroidPrebuilt"] === true && !is("isAndroid")) {
		throw new Rejection("assertion 'final.useAndroidPrebuilt -> final.isAndroid' failed");
	}
	if (abi.name === "android" && is("isAarch32")) {
		throw new Rejection('The "android" ABI is not for 32-bit ARM. Use "androideabi" instead.');
	}
	if (abi.name === "gnu" && is("isAarch32")) {
		throw new Rejection('The "gnu" ABI is ambiguous on 32-bit ARM. Use "gnueabi" or "gnueabihf" instead.');
	}
	if (abi.name === "gnu" && is("isPower64") && is("isBigEndian")) {
		throw new Rejection(
			'The "gnu" ABI is ambiguous on big-endian 64-bit PowerPC. Use "gnuabielfv2" or "gnuabielfv1" instead.',
		);
	}
}

function textIn<T extends string | null>(given: Given, name: string, otherwise: T): string | T {
	const value = given[name];
	return typeof value === "string" ? value : otherwise;
}

function flagIn(given: Given, name: string, otherwise: boolean): boolean {
	const value = given[name];
	return typeof value === "boolean" ? value : otherwise;
}

function gccIn({ gcc }: Given): Gcc | undefined {
	return isSet(gcc) ? gcc : undefined;
}

/** What the user says of Rust's target, in `rust` or in its older spelling `rustc`. */
function rustTargetIn({ rust, rustc }: Given): string | undefined {
	const { rustcTargetSpec, rustcTarget } = isSet(rust) ? rust : {};
	const target = rustcTargetSpec ?? (isSet(rustc) ? rustc["config"] : undefined) ?? rustcTarget;
	return typeof target === "string" ? target : undefined;
}

function isSet(value: unknown): value is Given {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
