import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nixInstantiate } from "../requirements.mjs";
import { abstractValue, type Files } from "./abstract.ts";
import { agreement } from "./agreement.ts";
import { grammar } from "./generator/grammar.ts";
import { Writer } from "./generator/writer.ts";
import { RealNix } from "./real.ts";

/** The files that generated expressions import and read. */
const files: Files = {
	"/identity.nix": "x: x",
	"/seven.nix": "7\n",
	"/folder/default.nix": "{ given, other ? import ../seven.nix, ... }@all: assert other == 7; all.given",
	"/folder/b.nix": "{ }",
};

/** What the writer of an expression takes its decisions from. */
const bytes = fc.noBias(fc.uint8Array({ minLength: 60, maxLength: 160, size: "max" }));

function expressionOf(bytes: Uint8Array, opaque: boolean): string {
	const writer = new Writer(grammar, bytes, opaque);
	return writer.write(writer.type(2), { bound: new Map(), withs: new Map(), fuel: 5 });
}

describe.skipIf(nixInstantiate === undefined)("what is known of generated expressions is what Nix gives", () => {
	const nix = new RealNix(files);

	/** How what is known of each expression agrees with what Nix gives; undefined where Nix stops with an error. */
	function agreements(expressions: readonly string[]) {
		const results = nix.evaluate(expressions);
		return expressions.map((expression, index) => {
			const value = abstractValue(expression, files);
			const real = results[index];
			return real && agreement(value, real.value, nix.folder);
		});
	}

	/** Numbers of expressions by how they agree. Fails with a small expression if one does not. */
	function check(count: number, opaque: boolean): Record<"same" | "partly" | "failing", number> {
		const samples = fc.sample(bytes, { seed: 1, numRuns: count });
		const found = agreements(samples.map((sample) => expressionOf(sample, opaque)));
		const different = samples
			.filter((_, index) => typeof found[index] === "object")
			.map((sample) => [sample] as [Uint8Array]);
		const property = fc.property(bytes, (sample) => {
			const expression = expressionOf(sample, opaque);
			const [agrees] = agreements([expression]);
			if (typeof agrees === "object") throw new Error(`${expression}\n${agrees.differs}`);
		});
		fc.assert(property, { examples: different, numRuns: different.length, interruptAfterTimeLimit: 60_000 });
		const number = (agrees: string | undefined) => found.filter((each) => each === agrees).length;
		return { same: number("same"), partly: number("partly"), failing: number(undefined) };
	}

	test("2,500 expressions, nearly all known in full", { timeout: 200_000 }, () => {
		const { same, partly, failing } = check(2500, false);
		expect(same / (same + partly)).toBeGreaterThan(0.9);
		expect(same + partly).toBeGreaterThan(2000);
		expect(failing).toBeLessThan(250);
	});

	test("2,000 expressions with parts that are not known", { timeout: 200_000 }, () => {
		const { same, partly } = check(2000, true);
		expect(partly).toBeGreaterThan(same / 3);
	});
});
