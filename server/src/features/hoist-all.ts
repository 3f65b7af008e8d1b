import type { Snapshot } from "../flake/snapshot.ts";
import { flakeOf } from "../instances/follow-flakes.ts";
import { inventoryOf } from "../instances/inventory.ts";
import type { Finding } from "../rules/rule.ts";
import type { FileEdits } from "../text/edit.ts";
import { findingsOf } from "./diagnostics.ts";
import { editsOf, fixAll } from "./fix-all.ts";
import type { RuleLevels } from "./rule-levels.ts";

/** What part of a workspace all instances are hoisted of. */
export type Extent = "file" | "flake" | "workspace";

/** An extent with more than one instance to hoist. */
export interface HoistAll {
	readonly extent: Extent;
	/** How many findings there are in it; some may turn out to be refused. */
	readonly findings: number;
}

/** The rules whose findings are instances that belong elsewhere. */
const rules: ReadonlySet<string> = new Set(["nested-instance", "repeated-instance"]);

/** The extents around a file in which several instances can be hoisted at once; a wider one only if it holds more. */
export function hoistAllAround(snapshot: Snapshot, path: string, levels: RuleLevels): readonly HoistAll[] {
	const all: HoistAll[] = [];
	for (const extent of ["file", "flake", "workspace"] as const) {
		const findings = findingsOf(snapshot).filter(within(snapshot, path, extent, levels)).length;
		if (findings > Math.max(1, all.at(-1)?.findings ?? 1)) all.push({ extent, findings });
	}
	return all;
}

/** The change that hoists and shares all instances of an extent that it can be done for, rightly and without assumptions. */
export function hoistAll(snapshot: Snapshot, path: string, extent: Extent, levels: RuleLevels): FileEdits {
	return editsOf(snapshot, fixAll(snapshot, within(snapshot, path, extent, levels)));
}

function within(snapshot: Snapshot, path: string, extent: Extent, levels: RuleLevels): (finding: Finding) => boolean {
	const { flakes } = inventoryOf(snapshot);
	const own = flakeOf(flakes, path);
	return (finding) => {
		if (!rules.has(finding.rule) || levels.get(finding.rule) === "off") return false;
		if (extent === "file") return finding.path === path;
		return extent === "workspace" || flakeOf(flakes, finding.path) === own;
	};
}
