import { keptIn, missingIn } from "../../flake/input-follows.ts";
import { isMarkedOwn } from "../../flake/own-nixpkgs.ts";
import type { Snapshot } from "../../flake/snapshot.ts";
import type { Outcome } from "../refactoring.ts";
import { followsEdits } from "./add.ts";
import type { InputHere } from "./place.ts";
import { checked } from "./verify.ts";
import { promisedBy, targetsOf } from "./words.ts";

/** Which inputs of an input are to follow, and in what words that is offered. */
export interface Following {
	/** True for what is meant of all that the input brings along. */
	readonly isMeant: (brought: { readonly path: readonly string[] }) => boolean;
	/** The title; `targets` is what they are to follow. */
	readonly title: (targets: string) => string;
	readonly assumption: string;
}

/** Lets inputs of an input follow what the flake has, unless a comment marks it. */
export function offerFollows(
	snapshot: Snapshot,
	here: InputHere,
	{ isMeant, title: titleFor, assumption }: Following,
): Outcome | undefined {
	const { inputs, name, declared } = here;
	if (isMarkedOwn(inputs.file, declared)) return undefined;
	const missing = missingIn(inputs, name).filter(isMeant);
	const title = titleFor(missing.length === 0 ? "a nixpkgs of the flake" : targetsOf(missing));
	if (missing.length > 0) {
		const edits = followsEdits(inputs.file, inputs.declared, declared, missing);
		const outcome = checked(snapshot, here, title, edits, promisedBy(missing));
		return "edits" in outcome ? { ...outcome, assumption } : outcome;
	}
	const [kept] = keptIn(inputs, name).filter(isMeant);
	return kept && { title, refusal: `‘${kept.path.join("/")}’ had better stay: ${kept.reason}` };
}
