import { inventoryOf } from "../../instances/inventory.ts";
import { report } from "../../instances/report.ts";
import { choice, parseArguments, takesAtMost } from "../arguments.ts";
import type { Command } from "../command.ts";
import { instancesMermaid } from "../format/instances-mermaid.ts";
import { instancesText } from "../format/instances-text.ts";
import { isAskedFor, loadParser, open, shownPath, targetsOf } from "../workspaces.ts";

/** `flake-hoist instances`: lists every place that makes a nixpkgs instance. */
export const instances: Command = {
	name: "instances",
	summary: "lists every place that makes a nixpkgs instance",
	help: `
Usage: flake-hoist instances [OPTION…] [PATH]

Lists every place that makes a nixpkgs instance, with its source, its arguments and how often it is evaluated:
also where that is as it should be, and in shells, tests and templates. It also lists each nixpkgs that comes
with an input, as flake.lock has it. PATH is a folder or a Nix file. Without PATH it is this folder. Of a file, and of
a folder without a flake.nix, read is the flake around it, but only the places in that part of it are listed.

Options:
  --format text|json|mermaid  text is a tree by flake, host and instance, with equal instances in one colour; json
                              is described by docs/schemas/instances.schema.json; mermaid is a chart from hosts
                              and inputs to sources, with the same nixpkgs in one colour`,
	async run(args, shell) {
		const { values, positionals } = parseArguments(args, { format: { type: "string", default: "text" } });
		const format = choice("--format", values.format, ["text", "json", "mermaid"]);
		takesAtMost(1, positionals);
		for (const target of await targetsOf(shell, positionals)) {
			const inventory = inventoryOf(await open(shell, await loadParser(shell), target));
			const found = report(inventory, ({ path }) => isAskedFor(target, path));
			const flakes = inventory.flakes.map(({ flake }) => flake.path.slice(1));
			const nameOf = (file: string) => shownPath(target, `/${file}`);
			if (format === "json") shell.out(JSON.stringify(found, undefined, 2));
			else if (format === "mermaid") shell.out(instancesMermaid(found, flakes));
			else {
				const now = shell.now() / 1000;
				shell.out(instancesText(found, { flakes, nameOf, now, paint: shell.paint }));
			}
		}
		return 0;
	},
};
