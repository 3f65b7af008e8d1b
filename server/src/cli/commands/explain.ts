import { parseArguments, takesAtMost } from "../arguments.ts";
import type { Command } from "../command.ts";
import { Failure, noSuch } from "../failure.ts";

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
		const names = [...pages.keys()];
		if (name === undefined) throw new Failure(`the name of a rule is missing; the pages are: ${names.join(", ")}`);
		const page = pages.get(name);
		if (page === undefined) throw noSuch("page", name, names);
		out(page.trimEnd());
		return 0;
	},
};
