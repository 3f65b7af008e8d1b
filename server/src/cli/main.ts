import { version } from "../../../package.json";
import type { Command, ExitCode } from "./command.ts";
import { check } from "./commands/check.ts";
import { explain } from "./commands/explain.ts";
import { fix } from "./commands/fix.ts";
import { instances } from "./commands/instances.ts";
import { lsp } from "./commands/lsp.ts";
import { Failure, noSuch } from "./failure.ts";
import type { Shell } from "./shell.ts";

const commands: readonly Command[] = [check, fix, instances, explain, lsp];

/** Runs the command line. `args` are those after the program's name. What goes wrong is said on standard error. */
export async function main(args: readonly string[], shell: Shell): Promise<ExitCode> {
	try {
		return await run(args, shell);
	} catch (error) {
		const [first] = args;
		const name = commands.some((command) => command.name === first) ? `flake-hoist ${first}` : "flake-hoist";
		shell.err(`${name}: ${error instanceof Failure ? error.message : internal(error)}`);
		return 2;
	}
}

async function run([first, ...rest]: readonly string[], shell: Shell): Promise<ExitCode> {
	if (first === undefined) throw new Failure("a command is missing; flake-hoist --help lists them");
	if (first === "--version" || first === "-V") return say(shell, version);
	if (first === "--help" || first === "-h") return say(shell, help());
	const command = commands.find(({ name }) => name === first);
	const names = commands.map(({ name }) => name);
	if (command === undefined) throw noSuch("command", first, names);
	if (asksForHelp(rest)) return say(shell, command.help.trim());
	return command.run(rest, shell);
}

function say(shell: Shell, text: string): ExitCode {
	shell.out(text);
	return 0;
}

function asksForHelp(args: readonly string[]): boolean {
	const options = args.includes("--") ? args.slice(0, args.indexOf("--")) : args;
	return options.includes("--help") || options.includes("-h");
}

function help(): string {
	const width = Math.max(...commands.map(({ name }) => name.length));
	return `Finds the nixpkgs instances that a Nix flake makes, and turns many into few.
It reads text: it never evaluates Nix, never starts a program and never uses the network.

Usage: flake-hoist COMMAND [OPTION…] [ARGUMENT…]

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join("\n")}

flake-hoist COMMAND --help says more about a command, flake-hoist --version which release this is.

Exit codes: 0 nothing found, 1 something found, 2 could not run.`;
}

function internal(error: unknown): string {
	return `this is a fault of flake-hoist: ${error instanceof Error ? error.stack : error}`;
}
