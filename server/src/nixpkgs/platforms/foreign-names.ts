import type { Parsed } from "./parts.ts";
import type { Is } from "./predicates.ts";

/** What Linux calls the processor. */
export function defaultLinuxArch({ cpu }: Parsed, is: Is): string {
	if (is("isAarch32")) return "arm";
	if (is("isAarch64")) return "arm64";
	if (is("isx86_32")) return "i386";
	if (is("isx86_64")) return "x86_64";
	if (is("isMicroBlaze")) return "microblaze";
	if (is("isMips32") || is("isMips64")) return "mips";
	if (is("isPower")) return "powerpc";
	if (is("isRiscV")) return "riscv";
	if (is("isSh4")) return "sh";
	if (is("isS390")) return "s390";
	return is("isLoongArch64") ? "loongarch" : cpu.name;
}

/** What QEMU calls the processor; null where it has none. */
export function defaultQemuArch(parsed: Parsed, is: Is): string | null {
	const little = is("isLittleEndian") ? "el" : "";
	if (is("isAarch32")) return "arm";
	if (is("isAarch64")) return is("isBigEndian") ? "aarch64_be" : "aarch64";
	if (is("isS390") && !is("isS390x")) return null;
	if (is("isx86_64")) return "x86_64";
	if (is("isx86")) return "i386";
	if (is("isMips64n32")) return `mipsn32${little}`;
	return is("isMips64") ? `mips64${little}` : unameProcessor(parsed, is);
}

/** What `uname -m` prints. */
function unameProcessor({ cpu }: Parsed, is: Is): string {
	const little = is("isLittleEndian") ? "le" : "";
	if (is("isPower64")) return `ppc64${little}`;
	if (is("isPower")) return `ppc${little}`;
	if (is("isMips64")) return "mips64";
	return is("isDarwin") && cpu.name === "aarch64" ? "arm64" : cpu.name;
}

const RUST_CPUS: ReadonlyMap<string, string> = new Map([
	["armv7a", "armv7"],
	["armv7l", "armv7"],
	["armv6l", "arm"],
	["armv5tel", "armv5te"],
	["riscv32", "riscv32gc"],
	["riscv64", "riscv64gc"],
]);

/** The name of the target that Rust compiles for. */
export function defaultRustTarget({ cpu, vendor, kernel, abi }: Parsed, is: Is): string {
	const cpuName = RUST_CPUS.get(cpu.name) ?? cpu.name;
	if (is("isWasi")) return `${cpuName}-wasip1`;
	const abiName = cpu.name.startsWith("powerpc") && abi.name.startsWith("gnuabielfv") ? "gnu" : abi.name;
	const ending = abi.name === "unknown" ? "" : `-${abiName}`;
	return `${cpuName}-${vendor === "w64" ? "pc" : vendor}-${kernel.name}${ending}`;
}
