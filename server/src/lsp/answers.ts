import {
	type CodeAction,
	CodeActionKind,
	type CodeActionParams,
	type Hover,
	type HoverParams,
	type InlayHint,
	type InlayHintParams,
	MarkupKind,
} from "vscode-languageserver";
import { offersAt } from "../features/code-actions.ts";
import { fixAll } from "../features/fix-all.ts";
import { hover } from "../features/hover.ts";
import { inlayHints } from "../features/inlay-hints.ts";
import { inputHover } from "../features/input-hover.ts";
import type { Snapshot } from "../flake/workspace.ts";
import { differenceOf } from "../text/edit.ts";
import { ask, askAt } from "./ask.ts";
import type { Folder } from "./folder.ts";
import type { Folders } from "./folders.ts";
import { toOffsets, wants } from "./from-protocol.ts";
import type { Locks } from "./locks.ts";
import { ToProtocol } from "./to-protocol.ts";

/** Fixes all that can be fixed in a file, as on saving it. */
const fixAllKind = `${CodeActionKind.SourceFixAll}.flakeHoist`;

/** The kinds that the fix of a finding can have. */
const fixKinds = [CodeActionKind.QuickFix, CodeActionKind.RefactorMove];

/** The kinds of code actions that we have. */
export const codeActionKinds = [...fixKinds, CodeActionKind.RefactorRewrite, fixAllKind];

/**
 * The refactorings at a range. One that can't be done is given as disabled, with the reason, if `canDisable`.
 *
 * VS Code (1.91 to 1.100) lists no disabled action under the light bulb and Ctrl+., whatever its kind. It lists them
 * where a kind is asked for, as the menu Refactor… does. So a fix is a quick fix for those who ask for quick fixes or for
 * anything, and a refactoring for those who ask for refactorings.
 */
export async function codeActions(
	folders: Folders,
	{ textDocument, range, context }: CodeActionParams,
	canDisable: boolean,
): Promise<CodeAction[]> {
	for (const { folder, path } of folders.homes(textDocument.uri)) {
		await folder.idle();
		const snapshot = folder.snapshot();
		if (context.only !== undefined && wants(context.only, fixAllKind)) return fixAllActions(folder, snapshot, path);
		const offers = offersAt(snapshot, path, toOffsets(snapshot.text(path) ?? "", range));
		if (offers.length === 0) continue;
		const to = new ToProtocol(folder, snapshot);
		return offers.flatMap((offer) => {
			if ("refusal" in offer.outcome && !canDisable) return [];
			const kinds = offer.finding === undefined ? [CodeActionKind.RefactorRewrite] : fixKinds;
			const kind = kinds.find((kind) => wants(context.only, kind));
			return kind === undefined ? [] : [to.codeAction(offer, kind)];
		});
	}
	return [];
}

/** One action that fixes whatever can be fixed in a file; none if there is nothing. It may edit other files too. */
function fixAllActions(folder: Folder, snapshot: Snapshot, path: string): CodeAction[] {
	const { snapshot: after, changed } = fixAll(snapshot, (finding) => finding.path === path);
	if (changed.length === 0) return [];
	const edits = changed.map(
		(file) => [file, [differenceOf(snapshot.text(file) ?? "", after.text(file) ?? "")]] as const,
	);
	const edit = new ToProtocol(folder, snapshot).edit(new Map(edits));
	return [{ title: "Fix all that Flake Hoist finds in this file", kind: fixAllKind, edit }];
}

/** What there is to know about the place under the mouse, or null. */
export async function hoverAt(folders: Folders, locks: Locks, params: HoverParams): Promise<Hover | null> {
	const found = await askAt(folders, params, ({ inventory, folder, path, offset, to }) => {
		const shown = hover(inventory, path, offset) ?? inputHover(inventory, path, offset, locks.moment(folder));
		if (shown === undefined) return undefined;
		return { range: to.range(path, shown.range), contents: { kind: MarkupKind.Markdown, value: shown.markdown } };
	});
	return found ?? null;
}

/** What editors show of the inputs of a flake.nix, behind each of them. */
export async function hintsIn(
	folders: Folders,
	locks: Locks,
	{ textDocument, range }: InlayHintParams,
): Promise<InlayHint[]> {
	const found = await ask(folders, textDocument.uri, ({ inventory, folder, path, to }) => {
		const wanted = toOffsets(inventory.snapshot.text(path) ?? "", range);
		const hints = inlayHints(inventory, path, wanted, locks.moment(folder));
		return hints.length === 0 ? undefined : hints.map((hint) => to.inlayHint(path, hint));
	});
	return found ?? [];
}
