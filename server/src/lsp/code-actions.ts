import { type CodeAction, CodeActionKind, type CodeActionParams } from "vscode-languageserver";
import { allowing } from "../features/allowed.ts";
import { findingsAt, type Offer, offersAt } from "../features/code-actions.ts";
import { editsOf, fixAll } from "../features/fix-all.ts";
import { type Extent, hoistAll, hoistAllAround } from "../features/hoist-all.ts";
import type { Finding } from "../rules/rule.ts";
import type { Range } from "../text/range.ts";
import { type Asked, ask, someOf } from "./ask.ts";
import type { Folders } from "./folders.ts";
import { toOffsets, wants } from "./from-protocol.ts";

/** Fixes all that can be fixed in a file, as on saving it. */
const fixAllKind = `${CodeActionKind.SourceFixAll}.flakeHoist`;

/** Hoists all instances of a file, a flake or the workspace. */
const hoistAllKind = `${CodeActionKind.Source}.hoistAll`;

/** The kinds of code actions that we have. */
export const codeActionKinds = [
	CodeActionKind.QuickFix,
	CodeActionKind.RefactorMove,
	CodeActionKind.RefactorRewrite,
	fixAllKind,
	hoistAllKind,
];

/** What a client can do with code actions. */
export interface ActionSupport {
	/** It shows those that can't be done, with the reason. */
	readonly disabled: boolean;
	/** It asks for the edit of one when the user takes it. */
	readonly resolvesEdits: boolean;
}

/** What `textDocument/codeAction` gives: at a range, or for the whole file where that is asked for. */
export async function codeActions(
	folders: Folders,
	{ textDocument, range, context }: CodeActionParams,
	support: ActionSupport,
): Promise<CodeAction[]> {
	const { only } = context;
	const found = await ask(folders, textDocument.uri, (asked) =>
		someOf([
			...actionsAt(asked, toOffsets(asked.snapshot.text(asked.path) ?? "", range), only, support),
			...(only !== undefined && wants(only, fixAllKind) ? fixAllActions(asked) : []),
			...(only !== undefined ? hoistAllActions(asked, textDocument.uri, only, support) : []),
		]),
	);
	return found ?? [];
}

/**
 * The refactorings at a range. One that can't be done is given as disabled, with the reason, if the client shows those.
 *
 * VS Code (1.91 to 1.100) lists no disabled action under the light bulb and Ctrl+., whatever its kind. It lists them
 * where a kind is asked for, as the menu Refactor… does. So a fix is a quick fix for those who ask for quick fixes or for
 * anything, and a refactoring for those who ask for refactorings.
 */
function actionsAt(
	asked: Asked,
	range: Range,
	only: CodeActionParams["context"]["only"],
	support: ActionSupport,
): CodeAction[] {
	if (only !== undefined && !codeActionKinds.some((kind) => !kind.startsWith("source") && wants(only, kind))) return [];
	const { snapshot, folder, path, to } = asked;
	const offers = offersAt(snapshot, path, range, folder.levels).flatMap((offer) => {
		if ("refusal" in offer.outcome && !support.disabled) return [];
		const kind = kindsOf(offer).find((kind) => wants(only, kind));
		return kind === undefined ? [] : [to.codeAction(offer, kind)];
	});
	return wants(only, CodeActionKind.QuickFix) ? [...offers, ...allowActions(asked, range)] : offers;
}

/** The kinds by which an offer may be asked for, the first of them wins. */
function kindsOf({ finding, refactoring }: Offer): readonly CodeActionKind[] {
	const refactor = refactoring.moves ? CodeActionKind.RefactorMove : CodeActionKind.RefactorRewrite;
	return finding === undefined ? [refactor] : [CodeActionKind.QuickFix, refactor];
}

/** For each rule that finds something at a range, an action that allows it there. */
function allowActions({ snapshot, folder, path, to }: Asked, range: Range): CodeAction[] {
	return findingsAt(snapshot, path, range, folder.levels).flatMap((finding) => {
		const edits = allowing(snapshot, finding);
		return edits === undefined ? [] : [to.allowAction(finding, edits)];
	});
}

/** One action that fixes whatever can be fixed in a file; none if there is nothing. It may edit other files too. */
function fixAllActions({ snapshot, folder: { levels }, path, to }: Asked): CodeAction[] {
	const isWanted = (finding: Finding) => finding.path === path && levels.get(finding.rule) !== "off";
	const edits = editsOf(snapshot, fixAll(snapshot, isWanted));
	if (edits.size === 0) return [];
	return [{ title: "Fix all that Flake Hoist can fix safely in this file", kind: fixAllKind, edit: to.edit(edits) }];
}

/** What a client sends back of an action whose edit is not computed yet. */
interface HoistAllData {
	readonly uri: string;
	readonly extent: Extent;
}

function hoistAllActions(
	{ snapshot, folder: { levels }, path, to }: Asked,
	uri: string,
	only: readonly CodeActionKind[],
	{ resolvesEdits }: ActionSupport,
): CodeAction[] {
	const wanted = hoistAllAround(snapshot, path, levels).filter(({ extent }) =>
		wants(only, `${hoistAllKind}.${extent}`),
	);
	return wanted.map(({ extent, findings }) => {
		const title = `Hoist all instances in this ${extent} (${findings} findings)`;
		const kind = `${hoistAllKind}.${extent}`;
		const data: HoistAllData = { uri, extent };
		return resolvesEdits
			? { title, kind, data }
			: { title, kind, edit: to.edit(hoistAll(snapshot, path, extent, levels)) };
	});
}

/** The action with its edit. If there is none, `tell` gets the reason: else the user would see nothing happen. */
export async function resolveAction(
	folders: Folders,
	action: CodeAction,
	tell: (message: string) => void,
): Promise<CodeAction> {
	const { uri, extent }: HoistAllData = action.data;
	const edit = await ask(folders, uri, ({ snapshot, folder, path, to }) => {
		const edits = hoistAll(snapshot, path, extent, folder.levels);
		return edits.size === 0 ? undefined : to.edit(edits);
	});
	if (edit !== undefined) return { ...action, edit };
	tell(`None of the instances in this ${extent} can be hoisted as it is. The refactorings at each of them say why.`);
	return action;
}
