import type { Entry, Kind } from "../entry.ts";
import { MANUAL } from "../manual.ts";

const manual = `${MANUAL}#chap-packageconfig`;

/** What single packages read. Most of these names are not declared; any package may read more. */
export const PACKAGES: readonly Entry[] = [
	{
		...setting("android_sdk.accept_license", "boolean", "Whether you accept the licence of Android's SDK."),
		values: ["true"],
		example: "android_sdk.accept_license = true;",
		pitfalls: [
			"The SDK is unfree too: it needs `allowUnfree`.",
			"The variable `NIXPKGS_ACCEPT_ANDROID_SDK_LICENSE` has no effect in a flake without `--impure`.",
		],
		manual: `${MANUAL}#android`,
	},
	...["nvidia", "joypixels", "segger-jlink", "input-fonts", "dyalog"].map(acceptLicense),
	{
		...setting("microsoftVisualStudioLicenseAccepted", "boolean", "Whether you accept the licence of Microsoft's SDK."),
		values: ["true"],
		example: "microsoftVisualStudioLicenseAccepted = true;",
		manual: `${MANUAL}#opt-microsoftVisualStudioLicenseAccepted`,
	},
	{
		...setting("pulseaudio", "boolean", "Whether packages are built with support for PulseAudio where they have it."),
		default: "`true` on Linux, for most packages",
		values: ["true", "false"],
		example: "pulseaudio = true;",
		pitfalls: ["It changes many packages: the binary cache has none of them."],
	},
	{
		...setting("chromium", "set", "Arguments of the package `chromium`."),
		values: [`{ commandLineArgs = "--ozone-platform=wayland"; }`, "{ enableWideVine = true; }"],
		example: `chromium.commandLineArgs = "--ozone-platform=wayland";`,
		pitfalls: ["`chromium.override` does the same for one use of the package."],
	},
	{
		...setting("chromium.commandLineArgs", "string", "What Chromium is started with."),
		values: [`"--ozone-platform=wayland"`],
		example: `chromium.commandLineArgs = "--ozone-platform=wayland";`,
	},
	{
		...setting("chromium.enableWideVine", "boolean", "Whether Chromium can play protected films."),
		values: ["true", "false"],
		example: "chromium.enableWideVine = true;",
		pitfalls: ["The module for it is unfree: it needs `allowUnfree`."],
	},
	...["firefox", "librewolf"].map(browser),
	{
		...setting("zathura.useMupdf", "boolean", "Whether Zathura shows PDF files with MuPDF in place of Poppler."),
		default: "`true`, except on macOS",
		values: ["true", "false"],
		example: "zathura.useMupdf = false;",
	},
	{
		...setting("stdenv.userHook", "string", "Shell code that runs at the start of each build."),
		example: `stdenv.userHook = "set -x";`,
		pitfalls: ["It changes all packages: the binary cache has none of them."],
	},
];

function acceptLicense(name: string): Entry {
	const option = `${name}.acceptLicense`;
	return {
		...setting(option, "boolean", `Whether you accept the licence of \`${name}\`.`),
		default: "`false`",
		values: ["true"],
		example: `${option} = true;`,
		pitfalls: ["The package is unfree too: it needs `allowUnfree` besides."],
	};
}

function browser(name: string): Entry {
	return {
		...setting(name, "set", `Settings of the wrapper around \`${name}\`, such as its extra features.`),
		values: ["{ speechSynthesisSupport = true; }"],
		example: `${name}.speechSynthesisSupport = true;`,
		pitfalls: [`\`${name}.override { cfg = …; }\` does the same for one use of the package.`],
		manual: `${MANUAL}#sec-firefox`,
	};
}

function setting(name: string, kind: Kind, meaning: string): Entry {
	return {
		name,
		standing: "current",
		type: kind,
		accepts: [kind],
		default: kind === "boolean" ? "`false`" : "none",
		meaning,
		values: [],
		example: "",
		pitfalls: [],
		manual,
	};
}
