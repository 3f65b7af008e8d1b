import { ProcessExecution, Task, Uri, workspace } from "vscode";

/** The kind of tasks that package.json declares. */
export const taskType = "flake-hoist";

/** More flakes are not looked for. */
const maxFlakes = 100;

/** The folders of the flakes in the workspace, as far as they are on this machine. */
export async function flakeFolders(): Promise<Uri[]> {
	const generated = "**/{node_modules,.direnv,result,result-*}/**";
	const files = await workspace.findFiles("**/flake.nix", generated, maxFlakes);
	return files.filter(({ scheme }) => scheme === "file").map((file) => Uri.joinPath(file, ".."));
}

/** The task that brings the lock of a flake up to date with its flake.nix. Undefined outside of the workspace. */
export function lockTask(flake: Uri): Task | undefined {
	const scope = workspace.getWorkspaceFolder(flake);
	if (scope === undefined) return undefined;
	const folder = flake.path.slice(scope.uri.path.length + 1) || ".";
	const arguments_ = ["--extra-experimental-features", "nix-command flakes", "flake", "lock"];
	const execution = new ProcessExecution("nix", arguments_, { cwd: flake.fsPath });
	const title = folder === "." ? "update the lock file" : `update the lock file of ${folder}`;
	const task = new Task({ type: taskType, folder }, scope, title, "Flake Hoist", execution);
	task.detail = "nix flake lock";
	return task;
}

/** A task as tasks.json writes it, with what it runs. */
export function resolved({ scope, definition }: Task): Task | undefined {
	if (typeof scope !== "object") return undefined;
	const folder: unknown = definition["folder"];
	return lockTask(typeof folder === "string" ? Uri.joinPath(scope.uri, folder) : scope.uri);
}
