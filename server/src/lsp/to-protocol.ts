import {
	type CodeAction,
	CodeActionKind,
	type Diagnostic,
	DiagnosticSeverity,
	type DocumentSymbol,
	type Location,
	MarkupKind,
	type InlayHint as ProtocolInlayHint,
	type Range as ProtocolRange,
	type TextEdit as ProtocolTextEdit,
	SymbolKind,
	type WorkspaceEdit,
	type WorkspaceSymbol,
} from "vscode-languageserver";
import type { Offer } from "../features/code-actions.ts";
import type { NamedPlace } from "../features/definition.ts";
import type { InlayHint } from "../features/inlay-hints.ts";
import type { FileSymbol, SymbolTree } from "../features/symbols.ts";
import type { Snapshot } from "../flake/snapshot.ts";
import type { Finding } from "../rules/rule.ts";
import type { FileEdits, TextEdit } from "../text/edit.ts";
import { LineIndex } from "../text/line-index.ts";
import type { Range } from "../text/range.ts";
import type { Folder } from "./folder.ts";

/** Tells our diagnostics from those of other servers. */
export const source = "flake-hoist";

/** Where the page of each rule can be read. */
const rulePages = "https://github.com/flake-hoist/flake-hoist/blob/main/docs/rules/";

const severities = {
	error: DiagnosticSeverity.Error,
	warning: DiagnosticSeverity.Warning,
	information: DiagnosticSeverity.Information,
	hint: DiagnosticSeverity.Hint,
};

const symbolKinds = { host: SymbolKind.Module, instance: SymbolKind.Package };

/** Says things about one snapshot of a folder in the protocol's words. */
export class ToProtocol {
	private readonly lines = new Map<string, LineIndex>();

	constructor(
		private readonly folder: Folder,
		private readonly snapshot: Snapshot,
	) {}

	range(path: string, { start, end }: Range): ProtocolRange {
		const lines = this.lines.get(path) ?? new LineIndex(this.snapshot.text(path) ?? "");
		this.lines.set(path, lines);
		return { start: lines.position(start), end: lines.position(end) };
	}

	location({ path, range }: NamedPlace): Location {
		return { uri: this.folder.uriOf(path), range: this.range(path, range) };
	}

	documentSymbol({ kind, name, detail, path, range, selection, children }: SymbolTree): DocumentSymbol {
		return {
			name,
			detail,
			kind: symbolKinds[kind],
			range: this.range(path, range),
			selectionRange: this.range(path, selection),
			children: children.map((child) => this.documentSymbol(child)),
		};
	}

	workspaceSymbol({ kind, name, detail, path, selection }: FileSymbol): WorkspaceSymbol {
		const location = this.location({ path, range: selection });
		return { name, kind: symbolKinds[kind], containerName: detail, location };
	}

	inlayHint(path: string, { offset, label, markdown }: InlayHint): ProtocolInlayHint {
		const { start } = this.range(path, { start: offset, end: offset });
		return { position: start, label, paddingLeft: true, tooltip: { kind: MarkupKind.Markdown, value: markdown } };
	}

	diagnostic(finding: Finding): Diagnostic {
		return {
			source,
			code: finding.rule,
			codeDescription: { href: `${rulePages}${finding.rule}.md` },
			severity: severities[finding.severity],
			range: this.range(finding.path, finding.range),
			message: finding.message,
			relatedInformation: finding.related.map(({ path, range, message }) => ({
				location: this.location({ path, range }),
				message,
			})),
		};
	}

	edits(path: string, edits: readonly TextEdit[]): ProtocolTextEdit[] {
		return edits.map(({ range, newText }) => ({ range: this.range(path, range), newText }));
	}

	/** The change as one edit. It names the version of each open document, so that it can't be applied to another. */
	edit(files: FileEdits): WorkspaceEdit {
		return {
			documentChanges: [...files].map(([path, edits]) => ({
				textDocument: { uri: this.folder.uriOf(path), version: this.folder.versionOf(path) },
				edits: this.edits(path, edits),
			})),
		};
	}

	/** The action that allows a finding by a comment. */
	allowAction(finding: Finding, edits: FileEdits): CodeAction {
		const title = `Allow ${finding.rule} here, by a comment`;
		const kind = CodeActionKind.QuickFix;
		return { title, kind, diagnostics: [this.diagnostic(finding)], edit: this.edit(edits) };
	}

	/** A disabled action states its reason in the title too: VS Code's menus show only one of them. */
	codeAction({ finding, outcome }: Offer, kind: CodeActionKind): CodeAction {
		const diagnostics = finding === undefined ? {} : { diagnostics: [this.diagnostic(finding)] };
		if ("refusal" in outcome) {
			const reason = outcome.refusal;
			return { title: `${outcome.title}: ${reason}`, kind, ...diagnostics, disabled: { reason } };
		}
		const { assumption, edits } = outcome;
		const isPreferred = kind === CodeActionKind.QuickFix && assumption === undefined;
		const title = assumption === undefined ? outcome.title : `${outcome.title}, if ${assumption}`;
		return { title, kind, ...diagnostics, isPreferred, edit: this.edit(edits) };
	}
}
