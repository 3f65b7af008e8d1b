import {
	CodeAction,
	type CodeActionContext,
	CodeActionKind,
	commands,
	type Diagnostic,
	type Disposable,
	languages,
	type TextDocument,
	tasks,
	Uri,
	window,
	workspace,
} from "vscode";
import { flakeFolders, lockTask, resolved, taskType } from "./lock-task.ts";

const command = "flakeHoist.updateLock";

/**
 * Offers to run `nix flake lock`: as a command, as tasks, and where a lock is out of step with its flake.nix. Only the
 * user starts it, and only in a trusted workspace; the language server never does.
 */
export function offerLockUpdates(): Disposable[] {
	void commands.executeCommand("setContext", "flakeHoist.canUpdateLock", true);
	return [
		commands.registerCommand(command, updateLock),
		tasks.registerTaskProvider(taskType, { provideTasks, resolveTask: resolved }),
		languages.registerCodeActionsProvider(
			{ language: "nix", scheme: "file" },
			{ provideCodeActions: (document, _, context) => actions(document, context) },
			{ providedCodeActionKinds: [CodeActionKind.QuickFix] },
		),
	];
}

async function provideTasks() {
	return workspace.isTrusted ? (await flakeFolders()).flatMap((flake) => lockTask(flake) ?? []) : [];
}

/** @param flake the folder of the flake; without it, it is told by the editor, or asked for. */
async function updateLock(flake?: unknown): Promise<void> {
	if (!workspace.isTrusted) return;
	const folder = flake instanceof Uri ? flake : await chosenFlake(await flakeFolders());
	const task = folder && lockTask(folder);
	if (task !== undefined) await tasks.executeTask(task);
}

/** The flake that the active editor's file belongs to, or the only one, or the one that the user chooses. */
async function chosenFlake(folders: readonly Uri[]): Promise<Uri | undefined> {
	if (folders.length === 0) {
		window.showInformationMessage("There is no flake.nix in this workspace.");
		return undefined;
	}
	const active = window.activeTextEditor?.document.uri.path ?? "";
	const around = folders.filter(({ path }) => active.startsWith(`${path}/`));
	const [nearest] = around.sort((a, b) => b.path.length - a.path.length);
	if (nearest !== undefined || folders.length === 1) return nearest ?? folders[0];
	const items = folders.map((folder) => ({ label: workspace.asRelativePath(folder), folder }));
	return (await window.showQuickPick(items, { title: "Update the lock file of" }))?.folder;
}

function actions({ uri }: TextDocument, { diagnostics }: CodeActionContext): CodeAction[] {
	const outOfStep = diagnostics.filter(isOutOfStep);
	if (outOfStep.length === 0 || !workspace.isTrusted) return [];
	const title = "Update the lock file: run ‘nix flake lock’";
	const action = new CodeAction(title, CodeActionKind.QuickFix);
	action.diagnostics = outOfStep;
	action.command = { command, title, arguments: [Uri.joinPath(uri, "..")] };
	return [action];
}

function isOutOfStep({ source, code }: Diagnostic): boolean {
	return source === "flake-hoist" && typeof code === "object" && code.value === "lock-out-of-step";
}
