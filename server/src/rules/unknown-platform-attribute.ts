import { namesBelow } from "../nixpkgs/entry.ts";
import { platformAttributes } from "../nixpkgs/platform-attributes.ts";
import { closest } from "../text/closest.ts";
import { renamed } from "./mends.ts";
import { belowPlatform } from "./platforms.ts";
import { settingRule } from "./setting-rule.ts";

/** An attribute of a platform that nixpkgs reads nowhere. */
export const unknownPlatformAttribute = settingRule("unknown-platform-attribute", "warning", function* (setting) {
	const below = belowPlatform(setting);
	if (below === undefined || !isUnknown(below)) return;
	const message = `nixpkgs reads no ‘${below.join(".")}’ of a platform.`;
	const meant = attributeMeant(below);
	if (meant === undefined) {
		// It may be there for packages of one's own.
		yield { message, severity: "hint" };
		return;
	}
	const path = meant.split(".").slice(below.length - 1);
	const accepts = platformAttributes.get(meant)?.accepts ?? [];
	yield { message: `${message} Did you mean ‘${meant}’?`, mend: renamed(setting, path, accepts) };
});

/** How compilers and people call what has another name here. */
const otherNames: Readonly<Record<string, string>> = {
	abi: "gcc.abi",
	arch: "gcc.arch",
	cpu: "gcc.cpu",
	fpu: "gcc.fpu",
	march: "gcc.arch",
	mcpu: "gcc.cpu",
	mtune: "gcc.tune",
	static: "isStatic",
	triple: "config",
	tune: "gcc.tune",
	"gcc.march": "gcc.arch",
	"gcc.mcpu": "gcc.cpu",
	"gcc.mtune": "gcc.tune",
};

/** The names that nixpkgs reads in a platform, and in its sets that hold no others. */
const read: ReadonlyMap<string, readonly string[]> = new Map(["", "gcc"].map((set) => [set, namesReadIn(set)]));

function namesReadIn(set: string): readonly string[] {
	const isRead = (name: string) => platformAttributes.get(name)?.standing !== "removed";
	return namesBelow(platformAttributes, set).filter((name) => isRead(set === "" ? name : `${set}.${name}`));
}

/** The names that may stand in the place of an attribute; undefined if not all of them are known. */
function namesAround(below: readonly string[]): readonly string[] | undefined {
	return read.get(below.slice(0, -1).join("."));
}

function isUnknown(below: readonly string[]): boolean {
	const name = below.at(-1);
	return name !== undefined && namesAround(below)?.includes(name) === false;
}

/** What an unknown attribute of a platform was most likely meant to be, as its path in the platform. */
function attributeMeant(below: readonly string[]): string | undefined {
	const other = otherNames[below.join(".")];
	const near = closest(below.at(-1) ?? "", namesAround(below) ?? []);
	return other ?? (near === undefined ? undefined : [...below.slice(0, -1), near].join("."));
}
