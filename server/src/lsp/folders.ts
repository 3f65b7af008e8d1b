import type { FileEvent } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { URI, Utils } from "vscode-uri";
import type { Folder } from "./folder.ts";

/** Where a document is at home. */
export interface Home {
	readonly folder: Folder;
	readonly path: string;
}

/** The workspace folders, and a folder of its own for each document that is open outside all of them. */
export class Folders {
	private readonly byUri = new Map<string, Folder>();
	private readonly loose = new Map<string, Folder>();
	private readonly documents = new Map<string, TextDocument>();

	/** @param create makes a folder; one that is not `onDisk` holds open documents only. */
	constructor(private readonly create: (uri: URI, onDisk: boolean) => Folder) {}

	/** All of them. */
	all(): Iterable<Folder> {
		return [...this.byUri.values(), ...this.loose.values()];
	}

	/** Adds and removes workspace folders. Open documents move to where they now belong. */
	change(added: readonly string[], removed: readonly string[]): void {
		for (const uri of removed) this.byUri.delete(URI.parse(uri).toString());
		for (const uri of added) {
			const folder = this.create(URI.parse(uri), true);
			this.byUri.set(folder.uri.toString(), folder);
		}
		this.loose.clear();
		for (const document of this.documents.values()) this.show(document);
	}

	/** Takes the text of a document that was opened or changed. */
	show(document: TextDocument): void {
		this.documents.set(document.uri, document);
		if (this.homes(document.uri).length === 0) {
			this.loose.set(document.uri, this.create(Utils.dirname(URI.parse(document.uri)), false));
		}
		for (const { folder, path } of this.homes(document.uri)) folder.show(path, document);
	}

	/** The document was closed. */
	hide(uri: string): void {
		this.documents.delete(uri);
		this.loose.delete(uri);
		for (const { folder, path } of this.homes(uri)) folder.hide(path);
	}

	/** Something changed on disk. */
	refresh(events: readonly FileEvent[]): void {
		const uris = events.map(({ uri }) => URI.parse(uri));
		for (const folder of this.byUri.values()) {
			const paths = uris.flatMap((uri) => folder.pathOf(uri) ?? []);
			if (paths.length > 0) folder.refresh(paths);
		}
	}

	/** Every folder that holds a document: several if one workspace folder lies in another, the innermost first. */
	homes(uri: string): Home[] {
		const parsed = URI.parse(uri);
		const loose = this.loose.get(uri);
		return (loose === undefined ? [...this.byUri.values()] : [loose])
			.flatMap((folder) => {
				const path = folder.pathOf(parsed);
				return path === undefined ? [] : [{ folder, path }];
			})
			.sort((a, b) => a.path.length - b.path.length);
	}
}
