import fc from "fast-check";
import { expect, test } from "vitest";
import { filesOf } from "../generators/flake-text.ts";
import { type FlakePlan, flakePlans, fullPlans } from "../generators/plan.ts";
import { compare, evaluateTogether } from "../oracle/oracle.ts";
import { nix, nixInstantiate } from "../requirements.mjs";
import { walk } from "./walk.ts";

const canEvaluate = nix !== undefined && nixInstantiate !== undefined;

/** Applies all that is offered in a flake; each step must keep all values, and make no more instances. */
function check(plan: FlakePlan): void {
	const { states, steps } = walk(filesOf(plan), plan.order);
	const [before, ...after] = evaluateTogether(states);
	if (before === undefined) throw new Error("the flake was not evaluated");
	let instances = before.instances.length;
	for (const [index, evaluation] of after.entries()) {
		expect(compare(before, evaluation).differences).toEqual([]);
		const saved = instances - evaluation.instances.length;
		const { saves } = steps[index] ?? {};
		expect(saved).toBeGreaterThanOrEqual(0);
		// Where Nix is lazy, some of those that are spared were never made. What overlays make is not counted before.
		if (plan.more.overlay === undefined) expect(saved).toBeLessThanOrEqual(saves ?? saved);
		instances = evaluation.instances.length;
	}
}

const { FLAKES = "25", SEED = "1" } = process.env;

for (const [name, plans] of [
	["instances in modules", flakePlans],
	["instances in modules, outputs, calls of hosts and overlays", fullPlans],
] as const) {
	test.runIf(canEvaluate)(
		`generated flakes with ${name} keep their values, comments and layout through every step, under real Nix`,
		() => {
			fc.assert(fc.property(plans, check), { numRuns: Number(FLAKES), seed: Number(SEED), endOnFailure: true });
		},
		600_000,
	);
}
