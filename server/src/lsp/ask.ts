import type { TextDocumentPositionParams } from "vscode-languageserver";
import type { Snapshot } from "../flake/workspace.ts";
import { type Inventory, inventoryOf, knownInventory } from "../instances/inventory.ts";
import type { Folder } from "./folder.ts";
import type { Folders } from "./folders.ts";
import { toOffset } from "./from-protocol.ts";
import { ToProtocol } from "./to-protocol.ts";

/** A document as one of the folders that hold it sees it. */
export interface Asked {
	readonly inventory: Inventory;
	readonly folder: Folder;
	readonly path: string;
	readonly to: ToProtocol;
}

/** The first answer that a folder gives which holds a document, the innermost asked first. */
export async function ask<A>(
	folders: Folders,
	uri: string,
	question: (asked: Asked) => A | undefined,
): Promise<A | undefined> {
	for (const { folder, path } of folders.homes(uri)) {
		await folder.idle();
		const snapshot = folder.snapshot();
		const inventory = inventoryOf(snapshot);
		const asked = { inventory, folder, path, to: new ToProtocol(folder, snapshot) };
		const answer = inventory.evaluation.ask(() => question(asked));
		if (answer !== undefined) return answer;
	}
	return undefined;
}

/** The same, for a question about a place in a document. */
export function askAt<A>(
	folders: Folders,
	{ textDocument, position }: TextDocumentPositionParams,
	question: (asked: Asked & { readonly offset: number }) => A | undefined,
): Promise<A | undefined> {
	return ask(folders, textDocument.uri, (asked) => {
		const offset = toOffset(asked.inventory.snapshot.text(asked.path) ?? "", position);
		return question({ ...asked, offset });
	});
}

/**
 * The first answer to a question about a place where something is being typed. The inventory may be one from before the
 * last edits, so that nobody waits for another.
 */
export async function askWhileTyping<A>(
	folders: Folders,
	{ textDocument, position }: TextDocumentPositionParams,
	question: (asked: Asked & { readonly snapshot: Snapshot; readonly offset: number }) => A | undefined,
): Promise<A | undefined> {
	for (const { folder, path } of folders.homes(textDocument.uri)) {
		await folder.idle();
		const snapshot = folder.snapshot();
		const inventory = knownInventory(snapshot);
		const offset = toOffset(snapshot.text(path) ?? "", position);
		const asked = { inventory, snapshot, folder, path, offset, to: new ToProtocol(folder, snapshot) };
		const answer = inventory.evaluation.ask(() => question(asked));
		if (answer !== undefined) return answer;
	}
	return undefined;
}
