import type { Host } from "../flake/host.ts";
import type { SourceFile } from "../flake/snapshot.ts";
import type { Inventory } from "../instances/inventory.ts";
import { hostName } from "../instances/module-hosts.ts";
import { type OwnUserPackages, ownUserPackages, saysGlobalPackages } from "../instances/user-packages.ts";
import type { Attr, Binding } from "../syntax/nodes.ts";
import { ancestors } from "../syntax/walk.ts";
import type { FileEdits, TextEdit } from "../text/edit.ts";
import { type Range, touches } from "../text/range.ts";
import { checkTexts, inventoryAfter } from "./edit/after.ts";
import { addBindingBefore, bindingBlock } from "./edit/bindings.ts";
import type { Outcome, Refactoring } from "./refactoring.ts";
import { orRefusal, refuse } from "./refusal.ts";
import { checkSamePackages } from "./share/same-packages.ts";

/** Gives users of home-manager the packages of their host, where they would make the very same ones for themselves. */
export const useGlobalPkgs: Refactoring = {
	name: "use-global-pkgs",
	fixes: "home-manager-own-instance",
	at(inventory: Inventory, path: string, range: Range): Outcome | undefined {
		const file = inventory.snapshot.file(path);
		const found = ownUserPackages(inventory).find(({ place }) => place.file === path && touches(place.node, range));
		if (file === undefined || found === undefined) return undefined;
		const title = "Share the packages of the host, by ‘useGlobalPkgs’";
		return orRefusal(title, () => {
			const edits = new Map([[path, [optionBeside(file, found)]]]);
			verify(inventory, edits, found);
			return { title, edits };
		});
	},
};

/** The option, written before the setting of home-manager that stands at the place. */
function optionBeside({ text, tree }: SourceFile, { place, isUser }: OwnUserPackages): TextEdit {
	const setting = place.node.kind === "attr" ? settingAt(place.node, isUser) : undefined;
	const { binding, above } = setting ?? refuse("where the settings of home-manager stand can't be told");
	const prefix = above.map(({ start, end }) => `${text.slice(start, end)}.`).join("");
	return addBindingBefore(text, bindingBlock(text, binding, tree.comments), `${prefix}useGlobalPkgs = true;`);
}

/** A binding of one of home-manager's options, and the names of its path before that option's. */
interface SettingBinding {
	readonly binding: Binding;
	readonly above: readonly Attr[];
}

/** The binding of the option that an attribute names, or of the option `users` that it is a name in. */
function settingAt(attr: Attr, isUser: boolean): SettingBinding | undefined {
	const { parent } = attr;
	const binding = parent?.kind === "attrpath" ? parent.parent : parent;
	if (binding?.kind !== "binding" && binding?.kind !== "inherit") return undefined;
	const attrs = binding.kind === "binding" ? binding.path.attrs : [attr];
	const option = isUser ? attrs.findIndex(({ name }) => name === "users") : attrs.indexOf(attr);
	return option < 0 ? usersAround(binding) : { binding, above: attrs.slice(0, option) };
}

/** The nearest binding around another one, if it is that of `users`. */
function usersAround(binding: Binding): SettingBinding | undefined {
	for (const outer of ancestors(binding)) {
		if (outer.kind !== "binding") continue;
		const { attrs } = outer.path;
		return attrs.at(-1)?.name === "users" ? { binding: outer, above: attrs.slice(0, -1) } : undefined;
	}
	return undefined;
}

/** The change must parse, reach all hosts that it is for, and leave each user the same packages. */
function verify(inventory: Inventory, edits: FileEdits, found: OwnUserPackages): void {
	if (!found.isKnown) refuse("not all that the modules define is known");
	for (const host of found.hosts) checkSamePackages(inventory, host);
	const after = inventoryAfter(inventory, edits);
	checkTexts(inventory, after, edits);
	if (hostsLeft(after) !== hostsLeft(inventory) - found.hosts.length) refuse("the option would not reach all hosts");
	checkOthers(inventory, after, found.hosts);
}

/** The option must reach no hosts but those that have been looked at, as it does where they share the module. */
function checkOthers(before: Inventory, after: Inventory, hosts: readonly Host[]): void {
	const now = saysGlobalPackages(after);
	for (const [index, [host, says]] of saysGlobalPackages(before).entries()) {
		if (hosts.includes(host) || now[index]?.[1] === says) continue;
		refuse(`the option would reach ${hostName(host)} too, where what it does can't be told: set it by hand`);
	}
}

function hostsLeft(inventory: Inventory): number {
	return ownUserPackages(inventory).flatMap(({ hosts }) => hosts).length;
}
