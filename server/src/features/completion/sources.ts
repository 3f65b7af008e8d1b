import type { FlakeInput } from "../../flake/inputs.ts";
import { flakeOf } from "../../instances/follow-flakes.ts";
import type { Inventory } from "../../instances/inventory.ts";
import type { Local } from "../../semantics/scopes.ts";
import { type Completion, plain } from "./completion-item.ts";

/** The inputs of the flake that a file belongs to, those first that are a nixpkgs, and the flake itself last. */
export function inputNames(inventory: Inventory, path: string): readonly Completion[] {
	const inputs = inputsOf(inventory, path).map((input) => completionOf(input, input.name));
	const self = plain(["self"], { kind: "input", detail: "the flake itself" });
	return inputs.length === 0 ? [] : [...inputs, ...self].map((each) => ({ ...each, commit: ["."] }));
}

/** The inputs that are a nixpkgs, by the names under which they can be reached. */
export function nixpkgsSources(
	inventory: Inventory,
	path: string,
	names: ReadonlyMap<string, Local>,
): readonly Completion[] {
	const all = holderName(inventory, path, names);
	return inputsOf(inventory, path).flatMap((input) => {
		if (!input.isNixpkgs) return [];
		const local = names.get(input.name);
		if (local !== undefined && local.kind !== "bound") return completionOf(input, input.name);
		return all === undefined ? [] : completionOf(input, `${all}.${input.name}`);
	});
}

/** The name that all inputs have in a file: that by which the flake's outputs take them, or `inputs`. */
export function holderName({ flakes }: Inventory, path: string, names: ReadonlyMap<string, Local>): string | undefined {
	const flake = flakeOf(flakes, path)?.flake;
	const own = flake?.outputsFile === path ? flake.outputsFunction?.universal?.name : undefined;
	return [own, "inputs"].find((name) => name !== undefined && names.has(name));
}

function inputsOf({ flakes }: Inventory, path: string): readonly FlakeInput[] {
	const inputs = [...(flakeOf(flakes, path)?.flake.inputs.values() ?? [])];
	return [...inputs.filter(({ isNixpkgs }) => isNixpkgs), ...inputs.filter(({ isNixpkgs }) => !isNixpkgs)];
}

function completionOf({ name, url, isNixpkgs }: FlakeInput, newText: string): Completion {
	const detail = url === undefined || url === name ? undefined : url;
	const what = isNixpkgs ? "a nixpkgs" : "an input of the flake";
	const markdown = `**\`${name}\`**: ${what}${detail === undefined ? "" : `, \`${detail}\``}`;
	return { label: newText, kind: "input", detail, newText, documented: { markdown } };
}
