import { type DeclaredInput, declaredInputs } from "../../flake/declared-inputs.ts";
import { type Inputs, inputsOf } from "../../flake/input-follows.ts";
import type { Snapshot } from "../../flake/snapshot.ts";
import type { TextEdit } from "../../text/edit.ts";
import type { Outcome } from "../refactoring.ts";
import { orRefusal, refuse } from "../refusal.ts";
import type { FlakeHere } from "./place.ts";

/** What a change of a flake.nix is to do, and nothing else. */
export interface Promised {
	/** What it newly says about inputs, as `a/b follows c`. */
	readonly said?: readonly string[];
	/** What it no longer says. */
	readonly unsaid?: readonly string[];
	/** How many nixpkgs the lock has less, once Nix has brought it up to date. */
	readonly saved: number;
}

/**
 * The change that edits of a flake.nix make, after a look at the result as at any other flake.nix: it parses, says what
 * was promised and otherwise what it said before, and as many nixpkgs fewer are left. A refusal, if one of them fails.
 */
export function checked(
	snapshot: Snapshot,
	{ flake, inputs }: FlakeHere,
	title: string,
	edits: readonly TextEdit[],
	promised: Promised,
): Outcome {
	const { path } = inputs.file;
	const after = inputsOf(snapshot.edited(new Map([[path, edits]])), flake);
	return orRefusal(title, () => {
		check(inputs, after, promised);
		return { title, edits: new Map([[path, edits]]) };
	});
}

function check(before: Inputs, after: Inputs | undefined, { said = [], unsaid = [], saved }: Promised): void {
	if (after === undefined || after.file.tree.errors.length > before.file.tree.errors.length) {
		refuse("the change would not parse");
	}
	const wanted = [...statements(declaredInputs(before.file.tree.root)), ...said].filter(
		(each) => !unsaid.includes(each),
	);
	const given = statements(after.declared);
	if (wanted.sort().join("\n") !== [...given].sort().join("\n")) {
		refuse("the change would say something else about the inputs too");
	}
	if (before.graph.nixpkgs.length - after.graph.nixpkgs.length !== saved) {
		refuse(`the change would not save ${saved} nixpkgs in the lock`);
	}
}

/** Everything that is said about inputs, one line each. */
export function statements(inputs: ReadonlyMap<string, DeclaredInput>): readonly string[] {
	return [...inputs.values()].flatMap(({ path, attributes, inputs }) => [
		...[...attributes].map(([name, { value }]) => `${path.join("/")} ${name} ${value}`),
		...statements(inputs),
	]);
}
