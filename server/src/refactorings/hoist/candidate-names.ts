import { ownArguments } from "../../flake/module-arguments.ts";

/** Names that mean something to everybody: what modules are given anyway, and what they are given by convention. */
export const reserved: ReadonlySet<string> = new Set([...ownArguments, "inputs", "self", "system"]);

/** Names to try, best first: the user's own, one made of the input's name, and that one with a number. */
export function candidateNames(inputName: string, own: string | undefined): readonly string[] {
	const made = `pkgs-${inputName.replace(/^nixpkgs-?/, "") || "nixpkgs"}`;
	const numbered = Array.from({ length: 20 }, (_, index) => `${made}-${index + 2}`);
	return [...(own === undefined || reserved.has(own) ? [] : [own]), made, ...numbered];
}

/** Names to try, best first, for a set of instances by system that modules select from. */
export function setNames(inputName: string): readonly string[] {
	const made = candidateNames(inputName, undefined).map((name) => `${name}-for`);
	return inputName === "nixpkgs" ? ["pkgsFor", ...made] : made;
}
