import { closest } from "../text/closest.ts";

/** What keeps a command from being carried out. The message is one line for people. */
export class Failure extends Error {}

/** The failure of a name that is none of those that there are, with the one that was meant if it was a slip. */
export function noSuch(kind: string, written: string, names: readonly string[]): Failure {
	const meant = closest(written, names);
	const advice = meant === undefined ? `the ${kind}s are: ${names.join(", ")}` : `is ‘${meant}’ meant?`;
	return new Failure(`there is no ${kind} ‘${written}’; ${advice}`);
}
