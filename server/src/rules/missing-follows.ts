import type { Flake } from "../flake/flake.ts";
import { type Inputs, inputsOf, type MissingFollow, missingIn } from "../flake/input-follows.ts";
import type { NixpkgsNode } from "../flake/lock-graph.ts";
import { isMarkedOwn, knownOwner } from "../flake/own-nixpkgs.ts";
import type { Inventory } from "../instances/inventory.ts";
import type { Finding, Rule } from "./rule.ts";

/** An input that brings a nixpkgs of its own where it could follow the flake's. */
export const missingFollows: Rule = {
	name: "missing-follows",
	*check({ snapshot, flakes }: Inventory): Iterable<Finding> {
		for (const { flake } of flakes) {
			const inputs = inputsOf(snapshot, flake);
			if (inputs === undefined) continue;
			for (const [name, declared] of inputs.declared) {
				const missing = missingIn(inputs, name);
				if (missing.length > 0 && !isMarkedOwn(inputs.file, declared)) yield finding(flake, inputs, name, missing);
			}
		}
	},
};

function finding({ path }: Flake, inputs: Inputs, name: string, missing: readonly MissingFollow[]): Finding {
	const { start, end } = inputs.declared.get(name)?.name ?? { start: 0, end: 0 };
	const owner = knownOwner(inputs.graph.lock, [name]);
	const caution = owner === undefined ? "" : ` Better left, perhaps: its owner ${owner.reason} (${owner.source}).`;
	// What only inputs of an input bring is seldom evaluated.
	const isDirect = missing.some(({ path }) => path.length === 2);
	return {
		rule: missingFollows.name,
		severity: owner === undefined && isDirect ? "information" : "hint",
		path,
		range: { start, end },
		message: `${brought(inputs, name, missing)} ${saved(inputs, missing)}${caution}`,
		related: [],
	};
}

/** Of more, the rest is only counted. */
const maxListed = 3;

function brought({ nixpkgs }: Inputs, name: string, missing: readonly MissingFollow[]): string {
	const each = missing.map(({ path, node, target }) => {
		const through = path.length > 2 ? ` through ‘${path.slice(1, -1).join("/")}’` : "";
		const known = [locked(node), distance(node, nixpkgs.get(target), target)].filter((part) => part !== "");
		return `${node.ref ?? node.url}${through}${known.length === 0 ? "" : ` (${known.join(", ")})`}`;
	});
	const [first, ...more] = each;
	if (more.length === 0) return `‘${name}’ brings a nixpkgs of its own: ${first}.`;
	const listed = each.length <= maxListed ? each : [...each.slice(0, maxListed), `and ${each.length - maxListed} more`];
	return `‘${name}’ brings ${each.length} nixpkgs of its own: ${listed.join("; ")}.`;
}

/** `d407951 of 2026-07-05`, as far as it is known. */
function locked({ rev, lastModified }: NixpkgsNode): string {
	// Nix writes 1 for a tree without a date.
	const date =
		lastModified === undefined || lastModified <= 1 ? undefined : new Date(lastModified * 1000).toISOString();
	return [rev?.slice(0, 7), date?.slice(0, 10)].filter((part) => part !== undefined).join(" of ");
}

/** `31 days older than ‘nixpkgs’`: how a nixpkgs stands to the flake's own, as far as it is known. */
function distance(node: NixpkgsNode, own: NixpkgsNode | undefined, name: string): string {
	if (node.identity === own?.identity) return `now the same as ‘${name}’`;
	if (node.lastModified === undefined || own?.lastModified === undefined) return "";
	const days = Math.round((node.lastModified - own.lastModified) / 86_400);
	if (days === 0) return `of the same day as ‘${name}’`;
	return `${Math.abs(days)} ${Math.abs(days) === 1 ? "day" : "days"} ${days < 0 ? "older" : "newer"} than ‘${name}’`;
}

function saved({ graph: { nixpkgs } }: Inputs, missing: readonly MissingFollow[]): string {
	const targets = [...new Set(missing.map(({ target }) => `‘${target}’`))].join(" and ");
	const left = nixpkgs.length - new Set(missing.map(({ node }) => node.key)).size;
	return `If it followed ${targets}, flake.lock would hold ${left} nixpkgs instead of ${nixpkgs.length}.`;
}
