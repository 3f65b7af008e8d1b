import { abis, type Cpu, cpus, type Kernel, kernels, type Parsed, vendors } from "./parts.ts";

/** A system or triple that nixpkgs does not take. The message is nixpkgs' own. */
export class Rejection extends Error {}

/** The parts as they are written, before any name is looked up. */
interface Skeleton {
	readonly cpu: string;
	readonly vendor?: string;
	readonly kernel: string;
	readonly abi?: string;
}

/**
 * Reads a system such as `x86_64-linux`, or a triple such as `aarch64-unknown-linux-musl`.
 * @throws {Rejection} where nixpkgs would stop
 */
export function parse(text: string): Parsed {
	const { cpu: cpuName, vendor: vendorName, kernel: kernelName, abi: abiName } = skeletonOf(text.split("-"), text);
	const cpu = found(cpus, cpuName, "CPU type");
	if (vendorName !== undefined && !vendors.has(vendorName)) throw new Rejection(`Unknown vendor: ${vendorName}`);
	const kernel = found(kernels, plainKernel(kernelName), "kernel");
	return {
		cpu,
		kernel,
		vendor: vendorName ?? defaultVendor(kernel),
		abi: found(abis, abiName ?? defaultAbi(cpu, kernel), "ABI"),
	};
}

/** The system of two parts: `riscv64-linux`. */
export function doubleOf({ cpu, kernel }: Parsed): string {
	return `${cpu.name}-${isApple(kernel) ? "darwin" : kernel.name}`;
}

/** The triple, written out: `riscv64-unknown-linux-gnu`. */
export function tripleOf({ cpu, vendor, kernel, abi }: Parsed): string {
	const cpuName = isApple(kernel) && cpu.name === "aarch64" ? "arm64" : cpu.name;
	// GNU's build systems take the older NetBSD platforms for ones with the a.out format unless told.
	const format = kernel.name === "netbsd" && isOnceAout(cpu) ? "elf" : "";
	return `${cpuName}-${vendor}-${kernel.name}${format}${abi.name === "unknown" ? "" : `-${abi.name}`}`;
}

/** What the parts of a name stand for; which part is missing depends on the others. */
function skeletonOf(parts: readonly string[], text: string): Skeleton {
	const [cpu = "", second = "", third = "", fourth = ""] = parts;
	switch (parts.length) {
		case 1:
			if (cpu === "avr") return { cpu, kernel: "none", abi: "unknown" };
			throw new Rejection(`system string '${text}' with 1 component is ambiguous`);
		case 2:
			if (second === "cygwin") return { cpu, vendor: "pc", kernel: "cygwin" };
			if (second === "windows") return { cpu, kernel: "windows", abi: "msvc" };
			if (second === "elf") return { cpu, vendor: "unknown", kernel: "none", abi: "elf" };
			return { cpu, kernel: second };
		case 3:
			return skeletonOfThree(cpu, second, third, text);
		case 4:
			return { cpu, vendor: second, kernel: third, abi: fourth };
		default:
			throw new Rejection(`system string '${text}' has invalid number of hyphen-separated components`);
	}
}

const ABIS_OF_THREE = new Set(["eabi", "eabihf", "elf", "gnu"]);
const KERNELS_OF_THREE = new Set(["redox", "mmixware", "ghcjs", "mingw32", "uefi", "cygwin"]);
const VERSIONED_KERNELS = ["freebsd", "netbsd", "openbsd", "genode"];

/** Three parts leave out either the vendor or the ABI. */
function skeletonOfThree(cpu: string, second: string, third: string, text: string): Skeleton {
	if (second === "linux" || ABIS_OF_THREE.has(third)) return { cpu, vendor: "unknown", kernel: second, abi: third };
	const isKernel = KERNELS_OF_THREE.has(third) || VERSIONED_KERNELS.some((kernel) => third.startsWith(kernel));
	if (second !== "apple" && !isKernel && !cpu.startsWith("wasm32")) {
		throw new Rejection(`system string '${text}' with 3 components is ambiguous`);
	}
	return { cpu, vendor: second, kernel: third === "mingw32" ? "windows" : third };
}

/** A kernel's name without a version, a format or an ABI that is written into it. */
function plainKernel(name: string): string {
	if (name.startsWith("darwin")) return "darwin";
	if (name.startsWith("netbsd")) return "netbsd";
	return /^(.*)e?abi/.exec(name)?.[1] ?? name;
}

function defaultVendor(kernel: Kernel): string {
	if (isApple(kernel)) return "apple";
	return kernel.name === "windows" || kernel.name === "cygwin" ? "pc" : "unknown";
}

function defaultAbi(cpu: Cpu, kernel: Kernel): string {
	if (kernel.name !== "linux" && kernel.name !== "windows") return "unknown";
	if (cpu.family === "arm" && cpu.bits === 32) return Number(cpu.version ?? "0") >= 6 ? "gnueabihf" : "gnueabi";
	return cpu.family === "power" && cpu.bits === 64 && cpu.endian === "big" ? "gnuabielfv1" : "gnu";
}

function isApple({ families }: Kernel): boolean {
	return families.includes("darwin");
}

function isOnceAout({ bits, family }: Cpu): boolean {
	return bits === 32 && ["arm", "sparc", "m68k", "x86"].includes(family);
}

function found<T>(names: ReadonlyMap<string, T>, name: string, what: string): T {
	const value = names.get(name);
	if (value === undefined) throw new Rejection(`Unknown ${what}: ${name}`);
	return value;
}
