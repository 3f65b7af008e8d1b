import { isDeepStrictEqual } from "node:util";
import * as architectures from "../../server/src/nixpkgs/generated/architectures.ts";
import * as attributes from "../../server/src/nixpkgs/generated/attributes.ts";
import * as doubles from "../../server/src/nixpkgs/generated/doubles.ts";
import * as examples from "../../server/src/nixpkgs/generated/examples.ts";
import * as parts from "../../server/src/nixpkgs/generated/parts.ts";
import * as revision from "../../server/src/nixpkgs/generated/revision.ts";
import { type Answers, differences } from "../../test/nixpkgs/answers.ts";
import { answersOf } from "./answers.ts";
import { askNix, type Checkout, type Facts } from "./facts.ts";
import { dataOf } from "./generate.ts";
import { allNames, type Samples } from "./samples.ts";

/** The names of the files in `generated` that are not what the checkout would give. */
export function staleData(checkout: Checkout, facts: Facts): readonly string[] {
	const present: Readonly<Record<string, object>> = { architectures, attributes, doubles, examples, parts, revision };
	return Object.entries(dataOf(checkout, facts))
		.filter(([name, constants]) => !isDeepStrictEqual({ ...present[name] }, constants))
		.map(([name]) => name);
}

/**
 * Compares what the server works out with real Nix' answers: of all samples, with all systems of nixpkgs' flake as
 * machines; and of every combination of parts, where only is asked whether it is rejected and what it gives.
 */
export function wrongAnswers(
	root: string,
	checkout: Checkout,
	samples: Samples,
): { asked: number; wrong: readonly string[] } {
	const names = allNames();
	const wide = withoutReasons(answersOf(checkout, names, askNix(root, checkout.folder, names, []), { reasons: false }));
	const machines = Object.keys(samples).filter((name) => doubles.FLAKE_EXPOSED.some((system) => system === name));
	const special = Object.keys(samples).filter((name) => name.includes('"gcc"'));
	const facts = askNix(root, checkout.folder, samples, [...machines, ...special]);
	const narrow = answersOf(checkout, samples, facts, { reasons: true });
	const programs = Object.values(facts.runs).reduce((sum, ways) => sum + Object.keys(ways).length, 0);
	return {
		asked: Object.keys(names).length + Object.keys(samples).length + programs,
		wrong: [...differences(narrow), ...wide],
	};
}

/** Where real Nix gives a platform, the lines must be equal; where it stops, the server must. */
function withoutReasons(answers: Answers): readonly string[] {
	const rejected = ([, expected]: [string, string]) => expected === "rejected: ";
	const entries = Object.entries(answers.platforms);
	const accepted = Object.fromEntries(entries.filter((entry) => !rejected(entry)));
	const refused = Object.fromEntries(entries.filter(rejected));
	return [
		...differences({ ...answers, platforms: accepted }),
		...differences({ ...answers, platforms: refused }).filter(
			(difference) => !difference.includes("server rejected: "),
		),
	];
}
