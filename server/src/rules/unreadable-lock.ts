import type { Inventory } from "../instances/inventory.ts";
import type { Range } from "../text/range.ts";
import type { Finding, Rule } from "./rule.ts";

/** A flake.lock that neither Nix nor we can read. */
export const unreadableLock: Rule = {
	name: "unreadable-lock",
	*check({ snapshot, flakes }: Inventory): Iterable<Finding> {
		for (const { flake } of flakes) {
			if (flake.lock.kind !== "unreadable") continue;
			const path = flake.path.replace(/nix$/, "lock");
			yield {
				rule: unreadableLock.name,
				severity: "error",
				path,
				range: tellingLine(snapshot.text(path) ?? ""),
				message: `This lock can’t be read: ${flake.lock.reason}. Nothing is known of what it locks.`,
				related: [],
			};
		}
	},
};

/** The first merge conflict marker with its line, or else the first line. */
function tellingLine(text: string): Range {
	const start = Math.max(0, text.search(/^(<{7}|>{7})/m));
	const [line = ""] = text.slice(start).split(/\r?\n/, 1);
	return { start, end: start + line.length };
}
