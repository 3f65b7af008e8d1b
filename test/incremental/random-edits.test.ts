import fc from "fast-check";
import { expect, test } from "vitest";
import { fresh, play, scenes } from "./scenes.ts";
import { answered, told } from "./told.ts";

test("after each edit, a workspace says what a new one says of the same texts", () => {
	fc.assert(
		fc.property(scenes(), (scene) => {
			const living = fresh(scene.files);
			for (const { texts } of play(living, scene)) expect(told(living.snapshot())).toBe(told(fresh(texts).snapshot()));
		}),
		{ seed: 8, numRuns: 25, endOnFailure: true },
	);
});

test("texts that are tried out are judged as they would be alone", () => {
	fc.assert(
		fc.property(scenes(), (scene) => {
			const base = fresh(scene.files).snapshot();
			const before = told(base);
			for (const { texts } of play(fresh(scene.files), scene)) {
				expect(told(base.with(texts))).toBe(told(fresh(texts).snapshot()));
			}
			expect(told(base)).toBe(before);
		}),
		{ seed: 8, numRuns: 10, endOnFailure: true },
	);
});

test("after each edit, a workspace says what a new one says, whatever it has been asked before", () => {
	fc.assert(
		fc.property(scenes(), questions(), (scene, random) => {
			const living = fresh(scene.files);
			for (const { texts, path } of play(living, scene)) {
				expect(told(living.snapshot())).toBe(told(fresh(texts).snapshot()));
				answered(living.snapshot(), path, placeIn(texts.get(path), random));
			}
		}),
		{ seed: 8, numRuns: 15, endOnFailure: true },
	);
});

test("after some edits, a workspace answers as a new one does", () => {
	fc.assert(
		fc.property(scenes(), questions(), (scene, random) => {
			const living = fresh(scene.files);
			let last = scene.files;
			for (const { texts } of play(living, scene)) {
				told(living.snapshot());
				last = texts;
			}
			const [now, alone] = [living.snapshot(), fresh(last).snapshot()];
			for (const [path, text] of [...last, ...last]) {
				const offset = placeIn(text, random);
				expect(answered(now, path, offset)).toBe(answered(alone, path, offset));
			}
		}),
		{ seed: 8, numRuns: 25, endOnFailure: true },
	);
});

test("it does not matter in which order files were read", () => {
	fc.assert(
		fc.property(scenes(), questions(), ({ files }, random) => {
			const one = fresh(files).snapshot();
			const other = fresh(new Map([...files].reverse())).snapshot();
			expect(told(one)).toBe(told(other));
			for (const [path, text] of files) {
				const offset = placeIn(text, random);
				expect(answered(one, path, offset)).toBe(answered(other, path, offset));
			}
		}),
		{ seed: 8, numRuns: 50, endOnFailure: true },
	);
});

/** Where questions are asked, as numbers to be taken modulo the length of a text. */
function questions(): fc.Arbitrary<Iterator<number, undefined>> {
	return fc.infiniteStream(fc.integer({ min: 0, max: 1e6 }));
}

function placeIn(text: string | undefined, random: Iterator<number, undefined>): number {
	return (random.next().value ?? 0) % ((text?.length ?? 0) + 1);
}
