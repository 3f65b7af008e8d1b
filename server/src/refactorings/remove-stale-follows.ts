import type { DeclaredInput } from "../flake/declared-inputs.ts";
import { type Inputs, isLocked } from "../flake/input-follows.ts";
import { type LockNode, ownNode } from "../flake/lock.ts";
import type { Inventory } from "../instances/inventory.ts";
import type { Range } from "../text/range.ts";
import { inputHere } from "./follows/place.ts";
import { removeBindings } from "./follows/remove.ts";
import { checked, statements } from "./follows/verify.ts";
import type { Outcome, Refactoring } from "./refactoring.ts";

/** Removes what flake.nix says about inputs that an input does not have any more. */
export const removeStaleFollows: Refactoring = {
	name: "remove-stale-follows",
	fixes: undefined,
	at(inventory: Inventory, path: string, range: Range): Outcome | undefined {
		const here = inputHere(inventory, path, range);
		if (here === undefined) return undefined;
		const { inputs, name, declared } = here;
		const stale = staleIn(inputs, declared);
		const [first, ...more] = stale;
		if (first === undefined) return undefined;
		const written = first.path.slice(1).map((each) => `inputs.${each}`);
		const what = more.length === 0 ? `‘${written.join(".")}’` : `${stale.length} inputs`;
		const title = `Remove ${what} from ‘${name}’, which does not have ${more.length === 0 ? "it" : "them"}`;
		const edits = removeBindings(
			inputs.file,
			declared,
			stale.flatMap(({ bindings }) => bindings),
		);
		const unsaid = statements(new Map(stale.map((each) => [each.path.join("/"), each])));
		return checked(inventory.snapshot, here, title, edits, { unsaid, saved: 0 });
	},
};

/** The inputs of an input that flake.nix speaks of and that the lock shows it not to have, the outermost ones. */
function staleIn(inputs: Inputs, declared: DeclaredInput): readonly DeclaredInput[] {
	const [name = ""] = declared.path;
	const node = isLocked(inputs, name) ? ownNode(inputs.graph.lock, [name]) : undefined;
	const isFlake = declared.attributes.get("flake")?.value !== false;
	return node === undefined || node.isFlake !== isFlake ? [] : staleBelow(inputs, declared, node);
}

function staleBelow(inputs: Inputs, declared: DeclaredInput, node: LockNode): readonly DeclaredInput[] {
	return [...declared.inputs].flatMap(([name, input]) => {
		const target = node.inputs.get(name);
		if (target === undefined) return input;
		const own = typeof target === "string" ? inputs.graph.lock.nodes.get(target) : undefined;
		// Where it comes from another place, the lock does not tell what the input's own had. Before Nix 2.30, the registry
		// was such a place for all that flake.nix says something about.
		const isOwners = input.attributes.size === 0 && own !== undefined && own.original.id !== name;
		return isOwners ? staleBelow(inputs, input, own) : [];
	});
}
