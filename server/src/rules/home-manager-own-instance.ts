import type { Inventory } from "../instances/inventory.ts";
import { ownUserPackages } from "../instances/user-packages.ts";
import { eachUserInWords } from "./host-words.ts";
import type { Finding, Rule } from "./rule.ts";
import { writtenPath } from "./written-path.ts";

/** Users of home-manager that do not share the packages of their host. */
export const homeManagerOwnInstance: Rule = {
	name: "home-manager-own-instance",
	*check(inventory: Inventory): Iterable<Finding> {
		for (const { place, hosts } of ownUserPackages(inventory)) {
			const users = hosts.flatMap((host) => host.users()).filter(({ names }) => names[0] !== "?");
			yield {
				rule: homeManagerOwnInstance.name,
				severity: "hint",
				path: place.file,
				range: writtenPath(place.node),
				message: `home-manager makes one more nixpkgs instance for ${eachUserInWords(users)}. With ‘home-manager.useGlobalPkgs = true’ users share that of their host.`,
				related: [],
			};
		}
	},
};
