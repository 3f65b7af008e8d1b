import { definitions, isCertain } from "../flake/definitions.ts";
import type { Host } from "../flake/host.ts";
import { instanceOf } from "../flake/instance.ts";
import { attribute } from "../flake/select.ts";
import { isNull, type Thunk, type Value } from "../flake/value.ts";

/** The overlays that certainly belong to a host's own package set, by its modules or by whoever made the set. */
export function globalOverlays(host: Host): readonly Thunk[] {
	const call = attribute(host.argument.force(), "pkgs");
	const given = call !== undefined && !isNull(call) ? call : undefined;
	const made = overlaysOf(given ?? host.pkgs.force());
	// With the argument `pkgs`, nix-darwin looks at none of the options.
	if (host.kind === "darwin" && given !== undefined) return made;
	const found = definitions(host.graph(), ["nixpkgs", "overlays"]);
	const priority = Math.min(...found.map((each) => each.priority));
	const defined = found.filter((each) => each.priority === priority && isCertain(each));
	return [...made, ...defined.flatMap(({ thunk }) => itemsIn(thunk.force()))];
}

/** The overlays that a package set was made with, as far as its call gives them. */
function overlaysOf(packages: Value): readonly Thunk[] {
	const argument = instanceOf(packages)?.argument?.force();
	const overlays = argument?.kind === "attrs" ? attribute(argument, "overlays") : undefined;
	return overlays === undefined ? [] : itemsIn(overlays);
}

function itemsIn(list: Value): readonly Thunk[] {
	return list.kind === "list" && list.certain ? list.items : [];
}
