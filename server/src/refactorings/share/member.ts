import type { SourceFile } from "../../flake/snapshot.ts";
import type { Inventory } from "../../instances/inventory.ts";
import type { Site } from "../../instances/site.ts";
import type { OutputsScope } from "../hoist/outputs-scope.ts";
import { type Handed, handedTo } from "../hoist/ways.ts";
import { refuse } from "../refusal.ts";

/** A site that takes the shared instance instead of making its own. */
export interface Member {
	readonly site: Site;
	readonly file: SourceFile;
	/** The functions of other files that have to be handed the instance for the site to see it. */
	readonly handed: readonly Handed[];
}

/** The site as a member; undefined if names of the outputs scope can't be brought to it. */
export function memberOf(inventory: Inventory, scope: OutputsScope, site: Site): Member | undefined {
	const file = inventory.snapshot.file(site.path) ?? refuse(`${site.path.slice(1)} is gone`);
	const handed = handedTo(inventory, scope, site.path, site.node);
	return handed && { site, file, handed };
}
