import { elaborate, type Platform, type PlatformValue } from "../../server/src/nixpkgs/platforms/elaborate.ts";
import { runnerOf } from "../../server/src/nixpkgs/platforms/execute.ts";
import { line } from "./line.ts";

/** What the server makes of a platform: a line, or the reason why nixpkgs rejects it after `rejected: `. */
export function elaboratedLine(value: PlatformValue): string {
	const elaboration = elaborate(value);
	if ("rejected" in elaboration) return `rejected: ${elaboration.rejected}`;
	const { platform } = elaboration;
	const { name: cpu, bits, endian, family } = platform.cpu;
	const { vendor, system, config, libc, linker, useLLVM, isStatic, hasSharedLibraries, is64bit } = platform;
	const { linuxArch, qemuArch, rustTarget, gcc } = platform;
	const parts = { cpu, bits, endian, family, vendor, kernel: platform.kernel.name, abi: platform.abi.name };
	const toolchain = { libc, linker, useLLVM, isStatic, hasSharedLibraries, is64bit, gcc };
	return line({ system, config, ...parts, ...toolchain, linuxArch, qemuArch, rustTarget });
}

/** How the programs of `program` run on `machine` as the server has it; undefined if one of them is rejected. */
export function runner(machine: PlatformValue, program: PlatformValue): string | undefined {
	const [on, of] = [platformOf(machine), platformOf(program)];
	return on === undefined || of === undefined ? undefined : (runnerOf(on, of) ?? "no way");
}

function platformOf(value: PlatformValue): Platform | undefined {
	const elaboration = elaborate(value);
	return "platform" in elaboration ? elaboration.platform : undefined;
}
