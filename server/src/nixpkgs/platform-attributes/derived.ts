import type { Entry, Kind } from "../entry.ts";
import { MANUAL } from "../manual.ts";
import { PREDICATE_MEANINGS } from "./predicates.ts";

const manual = `${MANUAL}#ssec-cross-platform-parameters`;

/** Name, kind and meaning of what nixpkgs works out of the triple and leaves to packages to read. */
const VALUES: readonly (readonly [string, Kind, string])[] = [
	["libDir", "string", "The folder of libraries on other distributions: `lib` or `lib64`; `null` outside of Linux."],
	["extensions", "set", "The endings of files: `sharedLibrary`, `staticLibrary`, `library` and `executable`."],
	["extensions.sharedLibrary", "string", "The ending of shared libraries: `.so`, `.dylib`, `.dll`."],
	["extensions.staticLibrary", "string", "The ending of static libraries: `.a`, `.lib`."],
	["extensions.library", "string", "The ending of the libraries that packages make: static ones if `isStatic`."],
	["extensions.executable", "string", "The ending of programs: `.exe` on Windows, else empty."],
	["uname", "set", "What the program `uname` prints: `system`, `processor` and `release`."],
	["uname.system", "string", "What `uname -s` prints: `Linux`, `Darwin`, `FreeBSD`."],
	["uname.processor", "string", "What `uname -m` prints: `x86_64`, `aarch64`, `ppc64le`."],
	["uname.release", "null", "What `uname -r` prints, which nixpkgs does not know."],
	["linuxArch", "string", "The processor in the Linux kernel's words: `arm64`, `x86_64`, `riscv`."],
	["ubootArch", "string", "The processor in U-Boot's words: `arm64`, `x86`, `mips64`."],
	[
		"qemuArch",
		"string",
		"The processor in QEMU's words: `aarch64`, `x86_64`, `ppc64le`. Its emulator is `qemu-<this>`.",
	],
	["efiArch", "string", "The processor in the words of UEFI: `x64`, `aa64`, `ia32`."],
	["darwinArch", "string", "The processor in Apple's words: `arm64`, `x86_64`."],
	["canExecute", "function", "Tells whether this platform runs the programs of another one by itself."],
	[
		"emulator",
		"function",
		"Gives the program that runs this platform's programs on another one; fails if there is none.",
	],
	["emulatorAvailable", "function", "Tells of a package set whether its platform can run this platform's programs."],
	["staticEmulatorAvailable", "function", "Tells the same of an emulator that is linked statically."],
];

/** What nixpkgs works out itself. Most may be given all the same, and then hold as given. */
export const DERIVED: readonly Entry[] = [
	...VALUES.map(([name, kind, meaning]) => entry(name, kind, meaning, [])),
	...PREDICATE_MEANINGS.map(([name, meaning]) =>
		entry(
			name,
			"boolean",
			`True if ${meaning}.`,
			["true", "false"],
			["Give a triple that makes it so. Set by hand it contradicts the other predicates, and packages fail to build."],
		),
	),
];

function entry(
	name: string,
	kind: Kind,
	meaning: string,
	values: readonly string[],
	pitfalls: readonly string[] = [],
): Entry {
	return {
		name,
		standing: "derived",
		type: kind,
		accepts: [],
		default: "follows from the triple",
		meaning,
		values,
		example: `config = "aarch64-unknown-linux-gnu";`,
		pitfalls,
		manual,
	};
}
