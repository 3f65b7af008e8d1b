import type { Answers } from "../../test/nixpkgs/answers.ts";
import { line } from "../../test/nixpkgs/line.ts";
import { type Checkout, type Facts, refusalOf } from "./facts.ts";
import type { Samples } from "./samples.ts";

/** Real Nix' answers of `facts` in the form in which they are kept. With `reasons`, what is rejected says why. */
export function answersOf(
	checkout: Checkout,
	samples: Samples,
	facts: Facts,
	{ reasons }: { reasons: boolean },
): Answers {
	const platforms = Object.entries(facts.platforms).map(([name, outline]) => {
		if (outline !== null) return [name, line(outline)] as const;
		return [name, `rejected: ${reasons ? refusalOf(checkout.folder, samples[name] ?? name) : ""}`] as const;
	});
	const runs = Object.entries(facts.runs).map(([machine, ways]) => [machine, byWay(ways)] as const);
	return {
		revision: `${checkout.repository} ${checkout.commit} (${checkout.date})`,
		platforms: Object.fromEntries(platforms),
		runs: Object.fromEntries(runs),
	};
}

function byWay(ways: Readonly<Record<string, string | null>>): Readonly<Record<string, readonly string[]>> {
	const programs: Record<string, string[]> = {};
	for (const [program, way] of Object.entries(ways)) {
		const list = programs[way ?? "no way"] ?? [];
		programs[way ?? "no way"] = [...list, program];
	}
	return programs;
}
