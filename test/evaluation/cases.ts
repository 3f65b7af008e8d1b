import { describe, expect, test } from "vitest";
import { nixInstantiate } from "../requirements.mjs";
import { abstractValue, type Files } from "./abstract.ts";
import { agreement } from "./agreement.ts";
import { RealNix } from "./real.ts";
import { show } from "./show.ts";

/** What each expression is known to give, in the notation of `show`. */
export type Cases = Readonly<Record<string, string>>;

/** Tests what expressions are known to give, and that Nix has nothing else. */
export function check(name: string, cases: Cases, files: Files = {}): void {
	describe(name, () => {
		const nix = new RealNix(files);
		checkAlone(cases, files);

		test.skipIf(nixInstantiate === undefined)("as Nix has it", () => {
			// The Nix of a Linux distribution may know no pipes yet.
			const expressions = Object.keys(cases).filter((expression) => !/\|>|<\|/.test(expression));
			const results = nix.evaluate(expressions);
			const different = expressions.flatMap((expression, index) => {
				const real = results[index];
				const agrees = real && agreement(abstractValue(expression, files), real.value, nix.folder);
				return typeof agrees === "object" ? [`${expression}: ${agrees.differs}`] : [];
			});
			expect(different).toEqual([]);
		});
	});
}

/** Tests what expressions are known to give that Nix would take too long for. */
export function checkAlone(cases: Cases, files: Files = {}): void {
	for (const [expression, expected] of Object.entries(cases)) {
		test(expression, () => expect(show(abstractValue(expression, files))).toBe(expected));
	}
}
