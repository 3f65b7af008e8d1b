import { canRunArchitecture } from "../architectures.ts";
import type { Platform } from "./elaborate.ts";

/** What each processor's programs run on besides itself; what those run on follows. */
const RUNS_ON: Readonly<Record<string, readonly string[]>> = {
	i386: ["i486"],
	i486: ["i586"],
	i586: ["i686"],
	i686: ["x86_64"],
	arm: ["armv5tel"],
	armv5tel: ["armv6l"],
	armv6m: ["armv6l"],
	armv6l: ["armv7l"],
	armv7l: ["armv7a", "armv7r"],
	armv7m: ["armv7a", "armv7r"],
	armv8a: ["aarch64"],
	powerpc: ["powerpc64"],
	powerpcle: ["powerpc64le"],
	mips: ["mips64"],
	mipsel: ["mips64el"],
	sparc: ["sparc64"],
};

/**
 * Whether `machine` runs the programs of `program` itself: `machine.canExecute program` in nixpkgs. Nixpkgs builds a
 * package of `program` there without cross-compilation only if they are equal; this says that tests may run.
 */
export function canExecute(machine: Platform, program: Platform): boolean {
	return (
		machine.isAndroid === program.isAndroid &&
		machine.kernel.name === program.kernel.name &&
		(machine.cpu.name === program.cpu.name ? hasFeatures(machine, program) : runsOn(program.cpu.name, machine.cpu.name))
	);
}

/** How the programs of `program` are run on `machine`: `"itself"`, the name of the emulator's program, or no way. */
export function runnerOf(machine: Platform, program: Platform): string | undefined {
	if (canExecute(machine, program)) return "itself";
	if (program.is("isWindows")) return "wine";
	if (program.is("isLinux") && machine.is("isLinux") && program.qemuArch !== null) return `qemu-${program.qemuArch}`;
	if (program.is("isWasi")) return "wasmtime";
	if (program.is("isGhcjs")) return "node";
	return program.is("isMmix") ? "mmix" : undefined;
}

function runsOn(program: string, machine: string): boolean {
	return (RUNS_ON[program] ?? []).some((next) => next === machine || runsOn(next, machine));
}

/** Of equal processors, the machine's architecture must include that of the program, if it has one. */
function hasFeatures(machine: Platform, program: Platform): boolean {
	const wanted = program.gcc["arch"];
	const present = machine.gcc["arch"];
	if (typeof wanted !== "string") return true;
	return typeof present === "string" && canRunArchitecture(present, wanted);
}
