import {
	type CompletionItem,
	CompletionItemKind,
	type CompletionList,
	InsertTextFormat,
	MarkupKind,
	type Range,
	type TextDocumentPositionParams,
} from "vscode-languageserver";
import type { Completion, CompletionKind, Topic } from "../features/completion/completion-item.ts";
import { documentation } from "../features/completion/documentation.ts";
import { completionsAt } from "../features/completion.ts";
import { askWhileTyping } from "./ask.ts";
import type { Folders } from "./folders.ts";

/** What the server says of its completion: beside letters, these open the list. */
export const completionOptions = { triggerCharacters: [".", '"'], resolveProvider: true };

const kinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
	setting: CompletionItemKind.Property,
	value: CompletionItemKind.Value,
	system: CompletionItemKind.EnumMember,
	input: CompletionItemKind.Module,
	argument: CompletionItemKind.Variable,
	attribute: CompletionItemKind.Field,
	instance: CompletionItemKind.Variable,
	overlay: CompletionItemKind.Snippet,
};

/** What may be typed at a place, or null. Snippets are given only if the client knows them. */
export async function completions(
	folders: Folders,
	params: TextDocumentPositionParams,
	withSnippets: boolean,
): Promise<CompletionList | null> {
	const found = await askWhileTyping(folders, params, ({ inventory, snapshot, path, offset, to }) => {
		const completions = completionsAt(inventory, snapshot, path, offset);
		if (completions === undefined) return undefined;
		const range = to.range(path, completions.range);
		const items = completions.items.map((completion, index) => {
			const item = itemOf(completion, index, range, withSnippets);
			const { edits } = completion;
			return edits === undefined ? item : { ...item, additionalTextEdits: to.edits(path, edits) };
		});
		return { isIncomplete: false, items };
	});
	return found ?? null;
}

/** A completion that replaces `range`; the list is kept in its order by `index`. */
function itemOf(completion: Completion, index: number, range: Range, withSnippets: boolean): CompletionItem {
	const { label, kind, detail, filter, newText, snippet, documented, commit } = completion;
	const item: CompletionItem = { label, kind: kinds[kind], sortText: String(index).padStart(4, "0") };
	const isSnippet = withSnippets && snippet !== undefined;
	item.textEdit = { range, newText: isSnippet ? snippet : newText };
	if (isSnippet) item.insertTextFormat = InsertTextFormat.Snippet;
	if (detail !== undefined) item.detail = detail;
	if (filter !== undefined) item.filterText = filter;
	if (commit !== undefined) item.commitCharacters = [...commit];
	if (documented === undefined) return item;
	return "topic" in documented ? { ...item, data: documented.topic } : { ...item, ...inMarkdown(documented.markdown) };
}

/** Adds what there is to read about a completion, which would be too long for a list. */
export function resolveCompletion(item: CompletionItem): CompletionItem {
	const topic: Topic | undefined = item.data;
	const markdown = topic === undefined ? undefined : documentation(topic);
	return markdown === undefined ? item : { ...item, ...inMarkdown(markdown) };
}

function inMarkdown(value: string): Pick<CompletionItem, "documentation"> {
	return { documentation: { kind: MarkupKind.Markdown, value } };
}
