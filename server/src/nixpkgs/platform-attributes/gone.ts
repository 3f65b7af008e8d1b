import type { Entry } from "../entry.ts";
import { MANUAL } from "../manual.ts";

const manual = `${MANUAL}#ssec-cross-platform-parameters`;
const RELEASE_NOTES = "https://github.com/NixOS/nixpkgs/blob/master/doc/release-notes/rl-2611.section.md";

/** What `linux-kernel` held, and what there is in its place. */
const KERNEL_SETTINGS: readonly (readonly [setting: string, instead: string | undefined])[] = [
	["name", undefined],
	["target", "the argument `target` of the kernel's package"],
	["installTarget", undefined],
	["DTB", "the argument `buildDTBs` of the kernel's package"],
	["autoModules", "the argument `autoModules` of the kernel's package"],
	["preferBuiltin", "the argument `preferBuiltin` of the kernel's package"],
	["extraConfig", "the argument `extraConfig` of the kernel's package; on NixOS `boot.kernelPatches`"],
	["makeFlags", undefined],
	["baseConfig", "the argument `defconfig` of the kernel's package"],
];

/** What platforms once had. */
export const GONE: readonly Entry[] = [
	{
		name: "linux-kernel",
		standing: "rejected",
		since: "26.11",
		type: "set of the Linux kernel's settings",
		accepts: [],
		default: "none",
		meaning: "Held how the Linux kernel is built. Up to 26.05 it still does.",
		instead: "the arguments of the kernel's package, such as `target` and `buildDTBs`; on NixOS `boot.kernelPatches`",
		values: [],
		example: `boot.kernelPatches = [\n  {\n    name = "more";\n    patch = null;\n    structuredExtraConfig.EXAMPLE = lib.kernel.yes;\n  }\n];`,
		pitfalls: [
			"From 26.11 on any value stops the evaluation: `lib.systems.elaborate: linux-kernel has been removed; see the 26.11 release notes`.",
		],
		manual: RELEASE_NOTES,
	},
	...KERNEL_SETTINGS.map(([setting, instead]) => kernelSetting(setting, instead)),
	{
		name: "platform",
		standing: "removed",
		type: "set",
		accepts: [],
		default: "none",
		meaning: "Once held the settings of the compiler and the kernel, as `platform.gcc` and `platform.kernelTarget`.",
		instead: "`gcc`, directly in the platform",
		values: [],
		example: `gcc.arch = "armv7-a";`,
		pitfalls: ["It stays readable as `stdenv.hostPlatform.platform`, but nothing in nixpkgs reads it."],
		manual,
	},
	{
		name: "parsed",
		standing: "derived",
		type: "set with `cpu`, `vendor`, `kernel` and `abi`",
		accepts: [],
		default: "follows from `config` or `system`",
		meaning: "The parts of the triple with what nixpkgs knows of each, such as `parsed.cpu.bits`.",
		instead: "`config`, with the triple",
		values: [],
		example: `config = "riscv64-unknown-linux-gnu";`,
		pitfalls: ["A given value is dropped without a word."],
		manual,
	},
];

function kernelSetting(setting: string, instead: string | undefined): Entry {
	return {
		name: `linux-kernel.${setting}`,
		standing: "rejected",
		since: "26.11",
		type: "setting of the Linux kernel",
		accepts: [],
		default: "none",
		meaning: `The setting \`${setting}\` of how the Linux kernel is built, up to 26.05.`,
		...(instead === undefined ? {} : { instead }),
		values: [],
		example: "boot.kernelPatches = [ ];",
		pitfalls: ["From 26.11 on `linux-kernel` stops the evaluation, whatever it holds."],
		manual: RELEASE_NOTES,
	};
}
