import type { PlatformValue } from "../../server/src/nixpkgs/platforms/elaborate.ts";
import { abis, cpus, kernels, vendors } from "../../server/src/nixpkgs/platforms/parts.ts";

/** Platforms by names for them. */
export type Samples = Readonly<Record<string, PlatformValue>>;

/** Platforms with attributes that change others, and platforms that nixpkgs rejects. */
const VARIATIONS: readonly PlatformValue[] = [
	"avr",
	"x86_64-windows",
	"riscv64-unknown-linux-musl",
	"aarch64-linux-musl",
	"x86_64-unknown-linux-gnux32",
	"arm-linux",
	"armv5tel-unknown-linux-gnueabi",
	"powerpc64-linux",
	"i686-unknown-netbsdelf",
	"x86_64-apple-darwin19",
	"linux",
	"x86-64-linux",
	"x86_64-linx",
	"x64-linux",
	"a-b-c-d-e",
	"x86_64-dell-linux-gnu",
	"armv7l-unknown-linux-gnu",
	"powerpc64-unknown-linux-gnu",
	"armv7l-unknown-linux-android",
	{},
	{ libc: "musl" },
	{ system: "x86_64-linux", config: "aarch64-unknown-linux-gnu" },
	{ system: "x86_64-linux", gcc: { arch: "x86-64-v3" } },
	{ system: "x86_64-linux", gcc: { arch: "skylake", tune: "skylake" } },
	{ system: "x86_64-linux", gcc: { arch: "znver4" } },
	{ system: "aarch64-linux", gcc: { tune: "cortex-a72" } },
	{ system: "aarch64-linux", gcc: { arch: "armv8.2-a" } },
	{ system: "loongarch64-linux", gcc: { arch: "la664" } },
	{ system: "x86_64-linux", isStatic: true },
	{ system: "x86_64-linux", isMusl: true },
	{ system: "x86_64-linux", useLLVM: true },
	{ system: "x86_64-freebsd", useLLVM: false },
	{ system: "x86_64-linux", linker: "lld", libc: "musl", qemuArch: "other", linuxArch: "other" },
	{ system: "x86_64-linux", hasSharedLibraries: false, parsed: {}, platform: { name: "pc" } },
	{ system: "x86_64-linux", "linux-kernel": { name: "pc" } },
	{ system: "x86_64-linux", useAndroidPrebuilt: true },
	{ system: "x86_64-linux", rust: { rustcTarget: "x86_64-unknown-none" } },
	{ system: "x86_64-linux", rustc: { config: "x86_64-unknown-none" } },
	{ system: "x86_64-linux", rust: { rustcTarget: "a" }, rustc: { config: "b" } },
	{ system: "riscv64-linux", rust: { rustcTargetSpec: "riscv64-mine" } },
];

/** The platforms whose elaboration is recorded: all systems, all examples, and the variations above. */
export function recordedSamples(doubles: readonly string[], examples: Samples): Samples {
	return {
		...byText(doubles),
		...Object.fromEntries(Object.entries(examples).map(([name, value]) => [`examples.${name}`, value])),
		...byText(VARIATIONS),
	};
}

/** Every combination of parts that a platform of two parts, or of four on Linux, can have, and many of three. */
export function allNames(): Samples {
	const three = ["x86_64", "armv7l", "wasm32"].flatMap((cpu) =>
		[...vendors, ...kernels.keys(), "dell"].flatMap((second) =>
			[...kernels.keys(), ...abis.keys(), "mingw32", "freebsd13", "linuxabi", "wasip1"].map(
				(third) => `${cpu}-${second}-${third}`,
			),
		),
	);
	const two = [...cpus.keys(), "x64"].flatMap((cpu) =>
		[...kernels.keys(), "elf", "gnu"].map((next) => `${cpu}-${next}`),
	);
	const four = [...cpus.keys()].flatMap((cpu) =>
		[...abis.keys()].flatMap((abi) => [`${cpu}-unknown-linux-${abi}`, `${cpu}-w64-windows-${abi}`]),
	);
	return byText([...two, ...three, ...four]);
}

function byText(values: readonly PlatformValue[]): Samples {
	return Object.fromEntries(values.map((value) => [typeof value === "string" ? value : JSON.stringify(value), value]));
}
