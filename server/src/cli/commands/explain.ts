import { parseArguments, takesAtMost } from "../arguments.ts";
import type { Command } from "../command.ts";
import { Failure } from "../failure.ts";

/** `flake-hoist explain`: prints the page of a rule or a refactoring. */
export const explain: Command = {
	name: "explain",
	summary: "prints the page of a rule",
	help: `
Usage: flake-hoist explain RULE

Prints what a rule finds, why it matters and when it stays silent; also what a refactoring does and when it
refuses.`,
	async run(args, { pages, out }) {
		const { positionals } = parseArguments(args, {});
		takesAtMost(1, positionals);
		const [name] = positionals;
		const known = `the pages are: ${[...pages.keys()].join(", ")}`;
		if (name === undefined) throw new Failure(`the name of a rule is missing; ${known}`);
		const page = pages.get(name);
		if (page === undefined) throw new Failure(`there is no rule ‘${name}’; ${known}`);
		out(page.trimEnd());
		return 0;
	},
};
