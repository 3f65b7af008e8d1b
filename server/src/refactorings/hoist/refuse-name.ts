import type { SourceFile } from "../../flake/snapshot.ts";
import { hostName } from "../../instances/module-hosts.ts";
import type { Use } from "../../instances/site.ts";
import { resolve } from "../../semantics/scopes.ts";
import { unparenthesized } from "../../syntax/attrs.ts";
import type { Attr, Node, Variable } from "../../syntax/nodes.ts";
import { lineOf, refuse } from "../refusal.ts";
import type { Meanings } from "./destination.ts";

/** The settings of the host's own nixpkgs: they could stand anywhere as text. */
const isSettings = /^(config\.nixpkgs(\.config|\.overlays)?|pkgs\.config)$/;

/**
 * Says why a name has no equal in the outputs. `node` is what is selected from it, or what it is inherited from.
 * @throws Refusal always
 */
export function refuseName(
	{ text }: SourceFile,
	uses: readonly Use[],
	node: Node,
	use: Variable | Attr,
	meanings: Meanings,
): never {
	for (const { host } of uses) {
		const system = host?.system.force();
		if (host !== undefined && system?.kind === "unknown" && use.name === "pkgs") {
			refuse(`the system of ${hostName(host)} is not known: ${system.reason}`);
		}
	}
	const where = lineOf(text, use);
	const isInherited = use.kind === "attr" && node !== use;
	const written = text.slice(node.start, node.end) + (isInherited ? `.${use.name}` : "");
	const isModules = isFormal(isInherited ? node : use) && uses.some(({ host }) => host !== undefined);
	if (isModules && isSettings.test(written)) {
		refuse(`it depends on this module's ‘${written}’ (${where}): write the settings out to hoist it`);
	}
	if (isModules && use.name === "config")
		refuse(`it depends on this module's ‘${written}’ (${where}), which only the host knows`);
	const [value] = meanings.map((thunk) => thunk.force()).filter((each) => each.kind === "unknown");
	const why = value?.kind === "unknown" ? `: ${value.reason}` : "";
	return refuse(`it depends on ‘${written}’ (${where}), which flake.nix does not have${why}`);
}

/** True for a name, or a selection from one, that a function takes as an argument. */
function isFormal(node: Node): boolean {
	if (node.kind === "select") return isFormal(unparenthesized(node.target));
	return (node.kind === "variable" || node.kind === "attr") && resolve(node).kind === "formal";
}
