import type { TextDocument } from "vscode-languageserver-textdocument";
import type { URI } from "vscode-uri";
import { ownLevels, type RuleLevels } from "../features/rule-levels.ts";
import { type FileSystem, maxFileSize } from "../files/file-system.ts";
import { IgnoreRules } from "../files/ignore-rules.ts";
import { inBatches, isRead, readTree } from "../files/read-tree.ts";
import type { Snapshot } from "../flake/snapshot.ts";
import { Workspace } from "../flake/workspace.ts";
import type { Parse } from "../syntax/parser.ts";
import type { Settings } from "./settings.ts";
import { pathWithin, uriWithin } from "./uris.ts";

type Texts = ReadonlyMap<string, string | undefined>;

/** What a folder reports to its owner. */
export interface FolderEvents {
	changed(): void;
	log(message: string): void;
}

/**
 * One workspace folder: what stands on disk, with what is open in the editor over it.
 * Disk reads run one after the other, so the newest state is always the last one written.
 */
export class Folder {
	/** False until the files have been read: before, every module would seem to be missing. */
	loaded = false;
	/** What rules are set to here. */
	levels: RuleLevels = ownLevels;
	private readonly workspace: Workspace;
	private readonly documents = new Map<string, TextDocument>();
	private ignored = new IgnoreRules();
	private work: Promise<void> = Promise.resolve();

	/** @param files undefined for a folder that holds open documents only. */
	constructor(
		readonly uri: URI,
		parse: Parse,
		private readonly files: FileSystem | undefined,
		private readonly settings: Settings,
		private readonly events: FolderEvents,
	) {
		this.workspace = new Workspace(parse);
		this.configure();
		this.load();
	}

	/** The files as they are now. */
	snapshot(): Snapshot {
		return this.workspace.snapshot();
	}

	/** Settles when everything asked for so far has been read. */
	idle(): Promise<void> {
		return this.work;
	}

	/** The workspace path of a URI, or undefined if it lies outside. */
	pathOf(uri: URI): string | undefined {
		return pathWithin(this.uri, uri);
	}

	/** The URI of a workspace path; that of an open document in the spelling the client uses. */
	uriOf(path: string): string {
		return this.documents.get(path)?.uri ?? uriWithin(this.uri, path).toString();
	}

	/** The version of an open document, or null. */
	versionOf(path: string): number | null {
		return this.documents.get(path)?.version ?? null;
	}

	/** Takes the text of an open document, which wins over that on disk. */
	show(path: string, document: TextDocument): void {
		this.documents.set(path, document);
		const text = document.getText();
		this.workspace.set(path, isRead(path) && text.length <= maxFileSize ? text : undefined);
		this.events.changed();
	}

	/** The document was closed: what is on disk counts again. */
	hide(path: string): void {
		this.documents.delete(path);
		if (this.files === undefined) this.replace(new Set([path]), new Map());
		else this.refresh([path]);
	}

	/** Reads again what stands at these paths: files or whole folders, changed, new or gone. */
	refresh(paths: readonly string[]): void {
		const { files } = this;
		if (files === undefined) return;
		if (paths.some((path) => path.endsWith("/.gitignore"))) this.load();
		else this.enqueue(async () => this.replace(new Set(paths), await this.readAll(files, paths)));
	}

	/** Looks at the user's settings, which may have changed. */
	configure(): void {
		this.enqueue(async () => {
			this.levels = await this.settings.levelsOf(this.uri);
			this.events.changed();
		});
	}

	private load(): void {
		this.enqueue(async () => {
			const texts = this.files === undefined ? new Map<string, undefined>() : await this.readWhole(this.files);
			this.loaded = true;
			this.replace(undefined, texts);
		});
	}

	private enqueue(task: () => Promise<void>): void {
		this.work = this.work.then(task).catch((error) => this.events.log(`${this.uri}: ${error}`));
	}

	private async readWhole(files: FileSystem): Promise<Texts> {
		this.ignored = new IgnoreRules();
		const { texts, complete, unread } = await readTree(files, "/", this.ignored);
		this.events.log(`${this.uri}: ${texts.size} files${complete ? "" : ", and more that are not looked at"}`);
		if (unread.length > 0) this.events.log(`${this.uri}: can't be read, or too long: ${unread.join(", ")}`);
		return texts;
	}

	private async readAll(files: FileSystem, paths: readonly string[]): Promise<Texts> {
		const all = new Map<string, string | undefined>();
		for await (const texts of inBatches(paths, (path) => this.read(files, path))) {
			for (const [found, text] of texts) all.set(found, text);
		}
		return all;
	}

	private async read(files: FileSystem, path: string): Promise<Texts> {
		if (this.ignored.ignores(path, false)) return new Map();
		const kind = await files.kind(path);
		if (kind === undefined || this.ignored.ignores(path, kind === "folder")) return new Map();
		if (kind === "folder") return (await readTree(files, path, this.ignored)).texts;
		return new Map([[path, kind === "file" && isRead(path) ? await files.readText(path) : undefined]]);
	}

	/** Puts what was read in place of what was known at `roots` and below them; undefined stands for everywhere. */
	private replace(roots: ReadonlySet<string> | undefined, texts: Texts): void {
		for (const path of this.snapshot().paths()) {
			const stays = texts.has(path) || this.documents.has(path) || (roots !== undefined && !isBelow(path, roots));
			if (!stays) this.workspace.delete(path);
		}
		for (const [path, text] of texts) {
			if (!this.documents.has(path)) this.workspace.set(path, text);
		}
		this.events.changed();
	}
}

function isBelow(path: string, roots: ReadonlySet<string>): boolean {
	for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
		if (roots.has(path.slice(0, end))) return true;
	}
	return false;
}
