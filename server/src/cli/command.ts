import type { Shell } from "./shell.ts";

/** What a command ends with: nothing found, something found, or it could not run. */
export type ExitCode = 0 | 1 | 2;

/** One command of `flake-hoist`. */
export interface Command {
	readonly name: string;
	/** Its line in the list of commands. */
	readonly summary: string;
	/** What `--help` says. */
	readonly help: string;
	/**
	 * Carries it out. `args` are those after the command's name.
	 * @throws Failure if it can't.
	 */
	run(args: readonly string[], shell: Shell): Promise<ExitCode>;
}
