import {
	type DocumentSymbol,
	type DocumentSymbolParams,
	type Location,
	LSPErrorCodes,
	type PrepareRenameParams,
	type Range,
	type ReferenceParams,
	type RenameParams,
	ResponseError,
	type TextDocumentPositionParams,
	type WorkspaceEdit,
	type WorkspaceSymbol,
	type WorkspaceSymbolParams,
} from "vscode-languageserver";
import { definitionsAt } from "../features/definition.ts";
import { referencesAt } from "../features/references.ts";
import { renameAt, renameableAt } from "../features/rename.ts";
import { outlineOf, symbolsNamed } from "../features/symbols.ts";
import { ask, askAt, askFolder, someOf } from "./ask.ts";
import type { Folders } from "./folders.ts";

/** Where an instance or an argument of a module comes from. */
export async function definitions(folders: Folders, params: TextDocumentPositionParams): Promise<Location[]> {
	const found = await askAt(folders, params, ({ inventory, path, offset, to }) =>
		someOf(definitionsAt(inventory, path, offset).map((place) => to.location(place))),
	);
	return found ?? [];
}

/** Everywhere that an instance is named. */
export async function references(folders: Folders, params: ReferenceParams): Promise<Location[]> {
	const { includeDeclaration } = params.context;
	const found = await askAt(folders, params, ({ inventory, path, offset, to }) =>
		someOf(referencesAt(inventory, path, offset, includeDeclaration).map((place) => to.location(place))),
	);
	return found ?? [];
}

/** The name that can be changed at a place; an error with the reason if it can't be, null if no instance is named there. */
export async function prepareRename(
	folders: Folders,
	params: PrepareRenameParams,
): Promise<{ range: Range; placeholder: string } | ResponseError | null> {
	const found = await askAt(folders, params, ({ inventory, path, offset, to }) => {
		const renameable = renameableAt(inventory, path, offset);
		if (renameable === undefined || "refusal" in renameable) return renameable && refused(renameable.refusal);
		return { range: to.range(path, renameable.range), placeholder: renameable.name };
	});
	return found ?? null;
}

/** The edits of a new name, or an error with the reason. */
export async function rename(folders: Folders, params: RenameParams): Promise<WorkspaceEdit | ResponseError | null> {
	const found = await askAt(folders, params, ({ inventory, path, offset, to }) => {
		const renamed = renameAt(inventory, path, offset, params.newName);
		if (renamed === undefined || "refusal" in renamed) return renamed && refused(renamed.refusal);
		return to.edit(renamed.edits);
	});
	return found ?? null;
}

/** The hosts and instances of a document. */
export async function outline(folders: Folders, { textDocument }: DocumentSymbolParams): Promise<DocumentSymbol[]> {
	const found = await ask(folders, textDocument.uri, ({ inventory, path, to }) =>
		someOf(outlineOf(inventory, path).map((symbol) => to.documentSymbol(symbol))),
	);
	return found ?? [];
}

/** The hosts and instances of all folders, by a part of their names. */
export async function symbols(folders: Folders, { query }: WorkspaceSymbolParams): Promise<WorkspaceSymbol[]> {
	const found: WorkspaceSymbol[] = [];
	for (const folder of folders.all()) {
		const named = await askFolder(folder, ({ inventory, to }) =>
			symbolsNamed(inventory, query).map((symbol) => to.workspaceSymbol(symbol)),
		);
		found.push(...named);
	}
	return found;
}

function refused(reason: string): ResponseError {
	return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}
