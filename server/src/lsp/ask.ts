import type { TextDocumentPositionParams } from "vscode-languageserver";
import type { Snapshot } from "../flake/snapshot.ts";
import { type Inventory, inventoryOf, knownInventory } from "../instances/inventory.ts";
import type { Folder } from "./folder.ts";
import type { Folders } from "./folders.ts";
import { toOffset } from "./from-protocol.ts";
import { ToProtocol } from "./to-protocol.ts";

/** A document as one of the folders that hold it sees it. */
export interface Asked extends AskedFolder {
	readonly path: string;
}

/** A folder with all that is known of it when something is asked. */
export interface AskedFolder {
	readonly folder: Folder;
	readonly snapshot: Snapshot;
	/** That of the snapshot, or of one before it where something is being typed. */
	readonly inventory: Inventory;
	readonly to: ToProtocol;
}

type Question<In, A> = (asked: In) => A | undefined;

/** A question about a place in a document. */
type PlaceQuestion<A> = Question<Asked & { readonly offset: number }, A>;

/** The first answer that a folder gives which holds a document, the innermost asked first. */
export async function ask<A>(
	folders: Folders,
	uri: string,
	question: Question<Asked, A>,
	inventoryAt: (snapshot: Snapshot) => Inventory = inventoryOf,
): Promise<A | undefined> {
	for (const { folder, path } of folders.homes(uri)) {
		const answer = await askFolder(folder, (asked) => question({ ...asked, path }), inventoryAt);
		if (answer !== undefined) return answer;
	}
	return undefined;
}

/** What a folder answers once everything asked for so far has been read. */
export async function askFolder<A>(
	folder: Folder,
	question: (asked: AskedFolder) => A,
	inventoryAt: (snapshot: Snapshot) => Inventory = inventoryOf,
): Promise<A> {
	await folder.idle();
	const snapshot = folder.snapshot();
	const inventory = inventoryAt(snapshot);
	const to = new ToProtocol(folder, snapshot);
	return inventory.evaluation.ask(() => question({ folder, snapshot, inventory, to }));
}

/** As `ask`, for a question about a place in a document. */
export function askAt<A>(
	folders: Folders,
	{ textDocument, position }: TextDocumentPositionParams,
	question: PlaceQuestion<A>,
	inventoryAt?: (snapshot: Snapshot) => Inventory,
): Promise<A | undefined> {
	const atOffset = (asked: Asked) => {
		const offset = toOffset(asked.snapshot.text(asked.path) ?? "", position);
		return question({ ...asked, offset });
	};
	return ask(folders, textDocument.uri, atOffset, inventoryAt);
}

/**
 * As `askAt`, for a place where something is being typed. The inventory may be one from before the last edits, so that
 * nobody waits for another.
 */
export function askWhileTyping<A>(
	folders: Folders,
	params: TextDocumentPositionParams,
	question: PlaceQuestion<A>,
): Promise<A | undefined> {
	return askAt(folders, params, question, knownInventory);
}

/** Answers as they are, or undefined if there are none: then another folder may have some. */
export function someOf<T>(answers: T[]): T[] | undefined {
	return answers.length > 0 ? answers : undefined;
}
