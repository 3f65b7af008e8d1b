import { parseArguments, takesAtMost } from "../arguments.ts";
import type { Command } from "../command.ts";

/** `flake-hoist lsp`: the language server. */
export const lsp: Command = {
	name: "lsp",
	summary: "runs the language server on standard input and output",
	help: `
Usage: flake-hoist lsp

Runs the language server on standard input and output, for editors such as Neovim, Helix, Emacs and Kakoune.

Options:
  --stdio  is the default, for editors that ask for it`,
	async run(args, shell) {
		const { positionals } = parseArguments(args, {
			stdio: { type: "boolean" },
			clientProcessId: { type: "string" },
		});
		takesAtMost(0, positionals);
		await shell.serve();
		return 0;
	},
};
