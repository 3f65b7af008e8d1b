import {
	type CodeAction,
	CodeActionKind,
	type CodeActionParams,
	type Hover,
	type HoverParams,
	MarkupKind,
} from "vscode-languageserver";
import { offersAt } from "../features/code-actions.ts";
import { hover } from "../features/hover.ts";
import { inventoryOf } from "../instances/inventory.ts";
import type { Folders } from "./folders.ts";
import { toOffset, toOffsets, wants } from "./from-protocol.ts";
import { ToProtocol } from "./to-protocol.ts";

/** The kinds of code actions that we have. */
export const codeActionKinds = [CodeActionKind.QuickFix, CodeActionKind.RefactorMove];

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
		const offers = offersAt(snapshot, path, toOffsets(snapshot.text(path) ?? "", range));
		if (offers.length === 0) continue;
		const to = new ToProtocol(folder, snapshot);
		return offers.flatMap((offer) => {
			if ("refusal" in offer.outcome && !canDisable) return [];
			const kinds = offer.finding === undefined ? [CodeActionKind.RefactorMove] : codeActionKinds;
			const kind = kinds.find((kind) => wants(context.only, kind));
			return kind === undefined ? [] : [to.codeAction(offer, kind)];
		});
	}
	return [];
}

/** What there is to know about the place under the mouse, or null. */
export async function hoverAt(folders: Folders, { textDocument, position }: HoverParams): Promise<Hover | null> {
	for (const { folder, path } of folders.homes(textDocument.uri)) {
		await folder.idle();
		const snapshot = folder.snapshot();
		const found = hover(inventoryOf(snapshot), path, toOffset(snapshot.text(path) ?? "", position));
		if (found === undefined) continue;
		const range = new ToProtocol(folder, snapshot).range(path, found.range);
		return { range, contents: { kind: MarkupKind.Markdown, value: found.markdown } };
	}
	return null;
}
