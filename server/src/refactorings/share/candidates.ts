import { attribute } from "../../flake/select.ts";
import { isNull } from "../../flake/value.ts";
import { boundName } from "../../instances/bound-name.ts";
import type { Site } from "../../instances/site.ts";
import { candidateNames } from "../hoist/candidate-names.ts";

/**
 * Names to try, best first, for the instances of an input that some sites make: for one `system`, or by system if that
 * is undefined. The users' own, and `pkgs`, only fit one instance that is handed to no other file (`isLocal`).
 */
export function candidates(
	input: string,
	sites: readonly Site[],
	system: string | undefined,
	isLocal: boolean,
): readonly string[] {
	const main = input !== "nixpkgs" ? undefined : sites.some(isCross) ? "pkgsCross" : "pkgs";
	const own = [...new Set(sites.flatMap((site) => ownName(site) ?? []))];
	const [made = "", ...numbered] = candidateNames(input, undefined);
	if (system === undefined) return [...(main ? [`${main}For`, `${main}BySystem`] : [made]), `${made}-for`, ...numbered];
	const local = isLocal ? [...own, ...(main ? [main] : [])] : [];
	const plain = candidateNames(input, own[0]).filter((name) => !numbered.includes(name));
	return [...local, ...plain, `${made}-${system}`, ...numbered];
}

/** True for a site whose packages run on another platform than the one that they are built on. */
function isCross({ uses }: Site): boolean {
	return uses.some(({ instance }) => {
		const platform = instance?.argument && attribute(instance.argument.force(), "crossSystem");
		return platform !== undefined && !isNull(platform);
	});
}

/** What the user calls the instance at a site: the name of the `let` or of the attribute that it is the value of. */
function ownName({ node }: Site): string | undefined {
	const name = boundName(node);
	return name !== undefined && name !== "default" && /^[a-z_][\w'-]*$/i.test(name) ? name : undefined;
}
