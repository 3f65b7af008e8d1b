import { FileType, type Uri, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type EntryKind, maxFileSize } from "../../server/src/files/file-system.ts";
import {
	type FileParams,
	kindRequest,
	readFolderRequest,
	readTextRequest,
} from "../../server/src/lsp/file-requests.ts";

/** Answers the server's requests for files that only VS Code can reach. What can't be read is not there: null. */
export function answerFileRequests(client: BaseLanguageClient): void {
	const answer = (method: string, read: (uri: Uri) => Promise<unknown>) =>
		client.onRequest(method, ({ uri }: FileParams) => read(client.protocol2CodeConverter.asUri(uri)).catch(() => null));
	answer(readFolderRequest, async (uri) =>
		(await workspace.fs.readDirectory(uri)).map(([name, type]): [string, EntryKind] => [name, kindOf(type)]),
	);
	answer(kindRequest, async (uri) => kindOf((await workspace.fs.stat(uri)).type));
	answer(readTextRequest, async (uri) => {
		if ((await workspace.fs.stat(uri)).size > maxFileSize) return null;
		return new TextDecoder().decode(await workspace.fs.readFile(uri));
	});
}

function kindOf(type: FileType): EntryKind {
	if (type === FileType.File) return "file";
	return type === FileType.Directory ? "folder" : "other";
}
