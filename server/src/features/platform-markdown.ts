import { elaborate, type Platform, type PlatformValue } from "../nixpkgs/platforms/elaborate.ts";
import { runnerOf } from "../nixpkgs/platforms/execute.ts";
import { systems } from "../nixpkgs/systems.ts";
import type { GivenPlatform } from "./given-platforms.ts";

/** More platforms than this are only counted. */
const maxListed = 4;

/** What nixpkgs makes of some platforms, as Markdown; undefined of none. */
export function platformsMarkdown(platforms: readonly GivenPlatform[]): string | undefined {
	if (platforms.length === 0) return undefined;
	const shown = platforms.slice(0, maxListed).map(platformMarkdown);
	const rest = platforms.length > maxListed ? [`And ${platforms.length - maxListed} more.`] : [];
	return [...shown, ...rest].join("\n\n");
}

/** What nixpkgs makes of a platform: its parts, its C library and compiler, and where its packages are built. */
export function platformMarkdown({ value, builder }: GivenPlatform): string {
	const elaborated = elaborate(value);
	if ("rejected" in elaborated) return `Nixpkgs does not take this platform: ${code(elaborated.rejected)}`;
	const { platform } = elaborated;
	const { cpu, vendor, kernel, abi } = platform;
	const bits = [cpu.bits, "bits", ...(cpu.endian === null ? [] : [`${cpu.endian}-endian`])].join(" ");
	const rows = [
		["System", code(platform.system)],
		["Triple", code(platform.config)],
		["Processor", `${code(cpu.name)}, ${bits.replace(" bits ", " bits, ")}`],
		["Vendor", code(vendor)],
		["Kernel", kernel.name === "none" ? "none" : code(kernel.name)],
		["ABI", abi.name === "unknown" ? "none" : code(abi.name)],
		["C library", platform.libc === null ? "none" : code(platform.libc)],
		["Linker", code(platform.linker)],
		...traitRows(platform),
	];
	const table = ["| | |", "|---|---|", ...rows.map(([name, text]) => `| ${name} | ${text} |`)].join("\n");
	return [`**\`${platform.config}\`**`, table, buildText(platform, builder), systems.get(platform.system)?.note]
		.filter((paragraph) => paragraph !== undefined)
		.join("\n\n");
}

function traitRows({ useLLVM, isStatic, gcc }: Platform): readonly (readonly string[])[] {
	const settings = Object.entries(gcc).map(([name, setting]) => code(`${name} = ${JSON.stringify(setting)}`));
	return [
		...(useLLVM ? [["LLVM", "in place of GCC and its libraries"]] : []),
		...(isStatic ? [["Static", "programs are linked statically"]] : []),
		...(settings.length > 0 ? [["`gcc`", settings.join(", ")]] : []),
	];
}

/** Whether packages are built natively, by emulation or by a cross-compiler. */
function buildText(platform: Platform, builder: PlatformValue | undefined): string | undefined {
	if (builder === undefined) return nativeText(platform);
	const elaborated = elaborate(builder);
	if ("rejected" in elaborated) return undefined;
	const machine = elaborated.platform;
	if (isSame(platform, machine)) return nativeText(platform);
	const runner = runnerOf(machine, platform);
	const run =
		runner === undefined
			? "where its programs can't be run"
			: runner === "itself"
				? "which also runs its programs"
				: `where ${code(runner)} can run its programs`;
	return `**Cross-compiled** on ${code(machine.system)}, ${run}.`;
}

function nativeText({ system, kernel }: Platform): string | undefined {
	if (kernel.name === "none") return undefined;
	const emulation = kernel.name === "linux" ? ", or emulation" : "";
	return `**Native**: built on ${code(system)} itself. Any other machine needs a builder of that system${emulation}.`;
}

/** True if nixpkgs takes two platforms for the same: then nothing is cross-compiled. */
function isSame(one: Platform, other: Platform): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}

function code(text: string): string {
	return `\`${text}\``;
}
