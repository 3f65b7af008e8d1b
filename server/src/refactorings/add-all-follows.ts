import { isDirect, missingIn } from "../flake/input-follows.ts";
import { isMarkedOwn, knownOwner } from "../flake/own-nixpkgs.ts";
import type { Inventory } from "../instances/inventory.ts";
import type { Range } from "../text/range.ts";
import { followsEdits } from "./follows/add.ts";
import { flakeHere, isAmongInputs } from "./follows/place.ts";
import { checked } from "./follows/verify.ts";
import { promisedBy, targetsOf, thenLock } from "./follows/words.ts";
import type { Outcome, Refactoring } from "./refactoring.ts";

/** Lets all inputs of a flake follow its own nixpkgs, but for those that are better left. */
export const addAllFollows: Refactoring = {
	name: "add-all-follows",
	fixes: undefined,
	at(inventory: Inventory, path: string, range: Range): Outcome | undefined {
		const here = flakeHere(inventory, path);
		if (here === undefined || !isAmongInputs(here, range)) return undefined;
		const { inputs } = here;
		const found = [...inputs.declared].flatMap(([name, declared]) => {
			const missing = missingIn(inputs, name).filter(isDirect);
			return missing.length === 0 || isMarkedOwn(inputs.file, declared) ? [] : [{ name, declared, missing }];
		});
		const isLeft = ({ name }: { name: string }) => knownOwner(inputs.graph.lock, [name]) !== undefined;
		const wanted = found.filter((each) => !isLeft(each));
		if (wanted.length < 2) return undefined;
		const all = wanted.flatMap(({ missing }) => missing);
		const left = found.filter(isLeft).map(({ name }) => `‘${name}’`);
		const but = left.length === 0 ? "" : ` (all but ${left.join(", ")})`;
		const title = `Let ${wanted.length} inputs follow ${targetsOf(all)}${but}${thenLock}`;
		const edits = wanted.flatMap(({ declared, missing }) =>
			followsEdits(inputs.file, inputs.declared, declared, missing),
		);
		return checked(inventory.snapshot, here, title, edits, promisedBy(all));
	},
};
