import fc from "fast-check";
import { expect, test } from "vitest";
import { filesOf } from "./generators/flake-text.ts";
import { type FlakePlan, flakePlans } from "./generators/plan.ts";
import { hoistAll } from "./hoist-walk.ts";
import { compare, evaluateTogether } from "./oracle/oracle.ts";
import { nix, nixInstantiate } from "./requirements.mjs";

const canEvaluate = nix !== undefined && nixInstantiate !== undefined;

/** Hoists all that can be hoisted in a flake; each step must keep all values and make no more instances. */
function check(plan: FlakePlan): void {
	const { states } = hoistAll(filesOf(plan), plan.order);
	const [before, ...after] = evaluateTogether(states);
	if (before === undefined) throw new Error("the flake was not evaluated");
	let instances = before.instances.length;
	for (const evaluation of after) {
		expect(compare(before, evaluation).differences).toEqual([]);
		expect(evaluation.instances.length).toBeLessThanOrEqual(instances);
		instances = evaluation.instances.length;
	}
}

test.runIf(canEvaluate)(
	"generated flakes keep their values, comments and layout through every hoist, under real Nix",
	() => {
		fc.assert(fc.property(flakePlans, check), { numRuns: 60, seed: 1, endOnFailure: true });
	},
	300_000,
);
