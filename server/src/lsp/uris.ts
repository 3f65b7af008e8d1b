import type { URI } from "vscode-uri";

/** The workspace path (`/modules/a.nix`) of a URI in a folder, or undefined if it lies elsewhere. */
export function pathWithin(folder: URI, uri: URI): string | undefined {
	if (folder.scheme !== uri.scheme || folder.authority.toLowerCase() !== uri.authority.toLowerCase()) return undefined;
	const base = plainPath(folder);
	const path = plainPath(uri);
	return path.startsWith(`${base}/`) ? path.slice(base.length) : undefined;
}

/** The URI of a workspace path, percent-encoded as VS Code does it. */
export function uriWithin(folder: URI, path: string): URI {
	return folder.with({ path: plainPath(folder) + path });
}

/** Editors differ in the case of a Windows drive letter, and in the slash after a folder. */
function plainPath(uri: URI): string {
	return uri.path.replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase()).replace(/\/+$/, "");
}
