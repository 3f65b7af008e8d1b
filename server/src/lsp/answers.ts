import { type Hover, type HoverParams, type InlayHint, type InlayHintParams, MarkupKind } from "vscode-languageserver";
import { hover } from "../features/hover.ts";
import { inlayHints } from "../features/inlay-hints.ts";
import { inputHover } from "../features/input-hover.ts";
import { ask, askAt, someOf } from "./ask.ts";
import type { Folders } from "./folders.ts";
import { toOffsets } from "./from-protocol.ts";
import type { Locks } from "./locks.ts";

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
		return someOf(hints.map((hint) => to.inlayHint(path, hint)));
	});
	return found ?? [];
}
