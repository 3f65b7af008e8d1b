import {
	type CompletionItem,
	CompletionItemKind,
	type CompletionList,
	InsertTextFormat,
	MarkupKind,
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
		const item = (completion: Completion, index: number): CompletionItem => {
			const { label, kind, detail, filter, newText, snippet, documented, edits, commit } = completion;
			const isSnippet = withSnippets && snippet !== undefined;
			return {
				label,
				kind: kinds[kind],
				sortText: String(index).padStart(4, "0"),
				textEdit: { range, newText: isSnippet ? snippet : newText },
				...(isSnippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
				...(detail === undefined ? {} : { detail }),
				...(filter === undefined ? {} : { filterText: filter }),
				...(commit === undefined ? {} : { commitCharacters: [...commit] }),
				...(edits === undefined
					? {}
					: {
							additionalTextEdits: edits.map((edit) => ({ range: to.range(path, edit.range), newText: edit.newText })),
						}),
				...(documented === undefined
					? {}
					: "topic" in documented
						? { data: documented.topic }
						: inMarkdown(documented.markdown)),
			};
		};
		return { isIncomplete: false, items: completions.items.map(item) };
	});
	return found ?? null;
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
