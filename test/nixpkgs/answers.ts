import { examples } from "../../server/src/nixpkgs/examples.ts";
import type { PlatformValue } from "../../server/src/nixpkgs/platforms/elaborate.ts";
import { elaboratedLine, runner } from "./elaborated.ts";

/** What real Nix has said of platforms, samples by their names, as `answers.json` keeps it. */
export interface Answers {
	/** The checkout of nixpkgs' lib that was asked. */
	readonly revision: string;
	/** For each sample a line as `line.ts` makes it, or `rejected: ` and the reason. */
	readonly platforms: Readonly<Record<string, string>>;
	/** For some machines and the ways to run a program, the samples whose programs run in that way. */
	readonly runs: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Where the server says otherwise than real Nix: one description for each platform and each program. */
export function differences({ platforms, runs }: Answers): readonly string[] {
	const wrong = Object.entries(platforms).flatMap(([name, expected]) => {
		const actual = elaboratedLine(sampleOf(name));
		return actual === expected ? [] : [`${name}:\n  Nix    ${expected}\n  server ${actual}`];
	});
	const wrongRuns = Object.entries(runs).flatMap(([machine, ways]) =>
		Object.entries(ways).flatMap(([way, programs]) =>
			programs.flatMap((program) => {
				const actual = runner(sampleOf(machine), sampleOf(program));
				return actual === way ? [] : [`${program} on ${machine}: Nix ${way}, server ${actual}`];
			}),
		),
	);
	return [...wrong, ...wrongRuns];
}

/** What a sample's name stands for: JSON for a set of attributes, `examples.NAME` for an example, else itself. */
function sampleOf(name: string): PlatformValue {
	if (name.startsWith("{")) return JSON.parse(name);
	return examples.get(/^examples\.(.*)/.exec(name)?.[1] ?? "")?.platform ?? name;
}
