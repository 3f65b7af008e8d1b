import type { Inventory } from "../instances/inventory.ts";
import { chainedExtend } from "../rules/chained-extend.ts";
import { overlayNotAFunction } from "../rules/overlay-not-a-function.ts";
import { overlaysNotAList } from "../rules/overlays-not-a-list.ts";
import type { Finding, Rule } from "../rules/rule.ts";
import { unknownArchitecture } from "../rules/unknown-architecture.ts";
import { unknownArgument } from "../rules/unknown-argument.ts";
import { unknownConfigOption } from "../rules/unknown-config-option.ts";
import { unknownPlatform } from "../rules/unknown-platform.ts";
import { unknownPlatformAttribute } from "../rules/unknown-platform-attribute.ts";
import { unknownSystem } from "../rules/unknown-system.ts";
import { type Range, touches } from "../text/range.ts";
import { inventoryAfter } from "./hoist/verify.ts";
import type { Outcome, Refactoring } from "./refactoring.ts";

/** The rules that know by themselves what mends their findings. */
const mended: readonly Rule[] = [
	overlaysNotAList,
	overlayNotAFunction,
	unknownArgument,
	unknownConfigOption,
	unknownPlatformAttribute,
	unknownSystem,
	unknownPlatform,
	unknownArchitecture,
	chainedExtend,
];

/** Writes what was meant in the place of what nixpkgs rejects or ignores. */
export const correctSetting: Refactoring = {
	name: "correct-setting",
	fixes: mended.map(({ name }) => name),
	at(inventory: Inventory, path: string, range: Range): Outcome | undefined {
		for (const rule of mended) {
			for (const finding of rule.check(inventory)) {
				const isHere = finding.path === path && touches(finding.range, range);
				const outcome = isHere ? outcomeOf(inventory, finding, rule) : undefined;
				if (outcome !== undefined) return outcome;
			}
		}
		return undefined;
	},
};

/** The mend of a finding, if it leaves one finding less, and no new syntax error. */
function outcomeOf(before: Inventory, { path, mend }: Finding, rule: Rule): Outcome | undefined {
	if (mend === undefined) return undefined;
	const edits = new Map([[path, mend.edits]]);
	const after = inventoryAfter(before, edits);
	const errors = ({ snapshot }: Inventory) => snapshot.file(path)?.tree.errors.length ?? 0;
	const isMended = [...rule.check(after)].length < [...rule.check(before)].length && errors(after) <= errors(before);
	return isMended ? { ...mend, edits } : undefined;
}
