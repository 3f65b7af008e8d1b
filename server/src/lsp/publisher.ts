import type { Connection, Diagnostic } from "vscode-languageserver";
import { findingsOf } from "../features/diagnostics.ts";
import { faultText } from "./fault-text.ts";
import type { Folder } from "./folder.ts";
import type { Folders } from "./folders.ts";
import type { Locks } from "./locks.ts";
import { ToProtocol } from "./to-protocol.ts";

/** The diagnostics of one file by their JSON, which makes equal ones one, and tells whether anything changed. */
type Diagnostics = ReadonlyMap<string, Diagnostic>;

/** Milliseconds after a change in which a further one is waited for, at most. */
const longestPause = 500;

/** Keeps the client's diagnostics up to date: sends those of a file whenever they change, and only then. */
export class Publisher {
	/** By URI, what the client has. */
	private readonly published = new Map<string, string>();
	private timer: ReturnType<typeof setTimeout> | undefined;
	/** How long it took to publish the last time, in milliseconds. */
	private took = 0;

	constructor(
		private readonly connection: Connection,
		private readonly folders: Folders,
		private readonly locks: Locks,
	) {}

	/**
	 * Something changed: publishes once the messages that have already arrived are dealt with. Where that takes long, it
	 * waits as long for a further change first, so that whoever types on is not kept waiting for completions.
	 */
	schedule(): void {
		clearTimeout(this.timer);
		this.timer = setTimeout(
			() => {
				const start = performance.now();
				this.publish();
				this.took = performance.now() - start;
			},
			Math.min(this.took, longestPause),
		);
	}

	private publish(): void {
		const current = this.collect();
		for (const uri of new Set([...this.published.keys(), ...current.keys()])) {
			this.send(uri, current.get(uri) ?? new Map());
		}
		for (const folder of this.folders.all()) this.guarded(folder, () => this.locks.follow(folder));
	}

	/** What there is to say about every file. Two folders that share a file may both have found something in it. */
	private collect(): ReadonlyMap<string, Diagnostics> {
		const byUri = new Map<string, Map<string, Diagnostic>>();
		for (const folder of this.folders.all()) {
			for (const [uri, diagnostic] of this.check(folder)) {
				const diagnostics = byUri.get(uri) ?? new Map<string, Diagnostic>();
				byUri.set(uri, diagnostics.set(JSON.stringify(diagnostic), diagnostic));
			}
		}
		return byUri;
	}

	private check(folder: Folder): [string, Diagnostic][] {
		const found = this.guarded(folder, () => {
			const snapshot = folder.snapshot();
			const to = new ToProtocol(folder, snapshot);
			return findingsOf(snapshot, folder.levels).map((finding): [string, Diagnostic] => {
				return [folder.uriOf(finding.path), to.diagnostic(finding)];
			});
		});
		return found ?? [];
	}

	/** What `work` gives for a folder that has been read. What goes wrong is logged, and gives nothing. */
	private guarded<T>(folder: Folder, work: () => T): T | undefined {
		if (!folder.loaded) return undefined;
		try {
			return work();
		} catch (error) {
			this.connection.console.error(`checking ${folder.uri}: ${faultText(error)}`);
			return undefined;
		}
	}

	private send(uri: string, diagnostics: Diagnostics): void {
		const text = [...diagnostics.keys()].join();
		if (text === (this.published.get(uri) ?? "")) return;
		if (text === "") this.published.delete(uri);
		else this.published.set(uri, text);
		void this.connection.sendDiagnostics({ uri, diagnostics: [...diagnostics.values()] });
	}
}
