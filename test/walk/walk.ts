import { evaluationsOfFamily, familiesOf } from "../../server/src/instances/families.ts";
import { type Inventory, inventoryOf } from "../../server/src/instances/inventory.ts";
import type { Site } from "../../server/src/instances/site.ts";
import { hoistInstance } from "../../server/src/refactorings/hoist-instance.ts";
import type { Refactoring } from "../../server/src/refactorings/refactoring.ts";
import { removeUnusedInstance } from "../../server/src/refactorings/remove-unused-instance.ts";
import { shareInstances } from "../../server/src/refactorings/share-instances.ts";
import { shareOverlayInstance } from "../../server/src/refactorings/share-overlay-instance.ts";
import { useLegacyPackages } from "../../server/src/refactorings/use-legacy-packages.ts";
import { nestedInstance } from "../../server/src/rules/nested-instance.ts";
import { overlayInstance } from "../../server/src/rules/overlay-instance.ts";
import { repeatedInstance } from "../../server/src/rules/repeated-instance.ts";
import type { FileEdits } from "../../server/src/text/edit.ts";
import { changedFiles, type Files, snapshotOf } from "../pages/files.ts";
import { problemsOf } from "./problems.ts";

/** What became of a flake whose instances were hoisted and shared one after the other, until none could be. */
export interface Walk {
	/** The files at first, and after each step. */
	readonly states: readonly Files[];
	readonly steps: readonly Step[];
	/** Why those instances stay that are left. */
	readonly refusals: readonly string[];
}

/** A change that is offered at a site. */
export interface Step {
	readonly refactoring: Refactoring;
	readonly site: Site;
	readonly edits: FileEdits;
	/** All sites that it is there to change. */
	readonly sites: readonly Site[];
	/** How many instances less it promises that Nix makes; undefined if it only promises no more. */
	readonly saves: number | undefined;
}

/** More steps than there are sites in any flake that is made. */
const maxSteps = 40;

/** What is applied as long as one of them is offered; then, what may be put in the place of what is left. */
const stages: readonly (readonly Refactoring[])[] = [
	[hoistInstance, removeUnusedInstance, shareInstances, shareOverlayInstance],
	[useLegacyPackages],
];
const rules = [nestedInstance, repeatedInstance, overlayInstance];

/** Applies what can be applied; `order` picks what comes next. @throws StepError if a step is not what it should be. */
export function walk(files: Files, order: readonly number[]): Walk {
	const states = [files];
	const steps: Step[] = [];
	for (;;) {
		const now = states.at(-1) ?? files;
		const inventory = inventoryOf(snapshotOf(now));
		const [offers = []] = stages.map((stage) => offersIn(inventory, stage)).filter((found) => found.length > 0);
		const step = offers[(order[states.length % order.length] ?? 0) % offers.length];
		if (step === undefined) return { states, steps, refusals: refusalsIn(inventory, states) };
		if (states.length > maxSteps) throw new StepError("there is no end", states);
		const next = new Map([...now, ...changedFiles(now, step.edits)]);
		states.push(next);
		steps.push(step);
		const problems = [...problemsOf(now, next, step)];
		if (problems.length > 0) throw new StepError(`${step.refactoring.name}: ${problems.join("; ")}`, states);
	}
}

/** A step that went wrong, with the files up to it. */
export class StepError extends Error {
	constructor(
		message: string,
		readonly states: readonly Files[],
	) {
		super(message);
	}
}

function offersIn(inventory: Inventory, stage: readonly Refactoring[]): Step[] {
	return inventory.sites.flatMap((site) =>
		stage.flatMap((refactoring): Step[] => {
			const { start } = site.node;
			const outcome = refactoring.at(inventory, site.path, { start, end: start });
			if (outcome === undefined || "refusal" in outcome) return [];
			return [{ refactoring, site, edits: outcome.edits, ...scopeOf(inventory, refactoring, site) }];
		}),
	);
}

function scopeOf(inventory: Inventory, refactoring: Refactoring, site: Site): Pick<Step, "sites" | "saves"> {
	const family = familiesOf(inventory).find(({ sites }) => sites.includes(site));
	if (family === undefined) return { sites: [site], saves: undefined };
	const made = refactoring === shareInstances ? evaluationsOfFamily(inventory, family) : undefined;
	return { sites: family.sites, saves: made && made - family.instances.size };
}

/** Why nothing is done about what the rules find. */
function refusalsIn(inventory: Inventory, states: readonly Files[]): string[] {
	return rules.flatMap((rule) =>
		[...rule.check(inventory)].map(({ path, range, message }) => {
			const fixes = stages.flat().filter(({ fixes }) => fixes === rule.name);
			const outcomes = fixes.map((each) => each.at(inventory, path, range)).filter((each) => each !== undefined);
			const [refusal] = outcomes.flatMap((outcome) => ("refusal" in outcome ? outcome.refusal : []));
			if (refusal === undefined) throw new StepError(`nothing is offered or refused: ${path}: ${message}`, states);
			return `${rule.name}: ${refusal}`;
		}),
	);
}
