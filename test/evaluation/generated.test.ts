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
		const different = samples.filter((_, index) => typeof found[index] === "object");
		const property = fc.property(bytes, (sample) => {
			const expression = expressionOf(sample, opaque);
			const [agrees] = agreements([expression]);
			if (typeof agrees === "object") throw new Error(`${expression}\n${agrees.differs}`);
		});
		fc.assert(property, { examples: different.map((sample) => [sample]), numRuns: different.length });
		const all = (agrees: string | undefined) => found.filter((each) => each === agrees).length;
		return { same: all("same"), partly: all("partly"), failing: all(undefined) };
	}

	test("most of them are known in full", () => {
		const { same, partly } = check(Number(process.env["EXPRESSIONS"] ?? 2500), false);
		expect(same / (same + partly)).toBeGreaterThan(0.9);
	});

	test("with parts that are not known", () => {
		const { same, partly } = check(Number(process.env["EXPRESSIONS"] ?? 2500), true);
		expect(partly).toBeGreaterThan(same / 4);
	});
});
