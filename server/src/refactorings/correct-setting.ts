import type { SourceFile } from "../flake/snapshot.ts";
import type { Inventory } from "../instances/inventory.ts";
import { chainedExtend } from "../rules/chained-extend.ts";
import { missingSystem } from "../rules/missing-system.ts";
import { overlayNotAFunction } from "../rules/overlay-not-a-function.ts";
import { overlaysNotAList } from "../rules/overlays-not-a-list.ts";
import type { Change, Finding, Rule } from "../rules/rule.ts";
import { systemAndConfig } from "../rules/system-and-config.ts";
import { systemAndLocalSystem } from "../rules/system-and-local-system.ts";
import { systemNotAString } from "../rules/system-not-a-string.ts";
import { unknownArchitecture } from "../rules/unknown-architecture.ts";
import { unknownArgument } from "../rules/unknown-argument.ts";
import { unknownConfigOption } from "../rules/unknown-config-option.ts";
import { unknownPlatform } from "../rules/unknown-platform.ts";
import { unknownPlatformAttribute } from "../rules/unknown-platform-attribute.ts";
import { unknownSystem } from "../rules/unknown-system.ts";
import type { Node, SyntaxTree } from "../syntax/nodes.ts";
import { enclosing, nodeAt } from "../syntax/walk.ts";
import type { TextEdit } from "../text/edit.ts";
import { type Range, touches } from "../text/range.ts";
import { inventoryAfter } from "./edit/after.ts";
import { addBinding, bindingBlock, removeBlock } from "./edit/bindings.ts";
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
	systemAndConfig,
	systemAndLocalSystem,
	missingSystem,
	systemNotAString,
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
	const file = before.snapshot.file(path);
	if (mend === undefined || file === undefined) return undefined;
	const { title, change, assumption } = mend;
	const edits = new Map([[path, editsOf(file, change)]]);
	const after = inventoryAfter(before, edits);
	const errors = after.snapshot.file(path)?.tree.errors ?? [];
	const isMended = [...rule.check(after)].length < [...rule.check(before)].length;
	if (!isMended || errors.length > file.tree.errors.length) return undefined;
	return { title, edits, ...(assumption === undefined ? {} : { assumption }) };
}

function editsOf({ text, tree }: SourceFile, change: Change): readonly TextEdit[] {
	if ("edits" in change) return change.edits;
	if ("added" in change) {
		const set = around(tree, change.to, "attrset");
		return set === undefined ? [] : [addBinding(text, set, change.added)];
	}
	const binding = around(tree, change.removed, "binding");
	return binding === undefined ? [] : [removeBlock(text, bindingBlock(text, binding, tree.comments), [])];
}

/** The innermost node of a kind where a range begins. */
function around<Kind extends Node["kind"]>({ root }: SyntaxTree, { start }: Range, kind: Kind) {
	const node = nodeAt(root, start);
	return node && enclosing(node, kind);
}
