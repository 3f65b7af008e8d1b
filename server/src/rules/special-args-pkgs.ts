import { settingRule } from "./setting-rule.ts";

/** `pkgs` among the special arguments of a host, which hides the package set that its options make. */
export const specialArgsPkgs = settingRule("special-args-pkgs", "warning", function* ({ kind, path }) {
	const [holder, name] = path;
	const isSpecial = holder === "specialArgs" || holder === "extraSpecialArgs";
	if (kind !== "host-argument" || path.length !== 2 || !isSpecial || name !== "pkgs") return;
	yield { message };
});

const message =
	"As a special argument, ‘pkgs’ hides the package set that the options ‘nixpkgs.*’ make: ‘nixpkgs.config’ and ‘nixpkgs.overlays’ have no effect.";
