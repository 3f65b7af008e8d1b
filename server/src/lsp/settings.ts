import { type Connection, DidChangeConfigurationNotification } from "vscode-languageserver";
import type { URI } from "vscode-uri";
import { type RuleLevels, readLevels } from "../features/rule-levels.ts";

/** What our settings stand below, in every editor. */
const section = "flakeHoist";

/** The user's settings: the client is asked for those of each folder if it can be, or else sends one for all. */
export class Settings {
	/** What the client has sent by itself. */
	private sent: unknown;
	/** By the URIs of folders, what was last said to be wrong in their settings. */
	private readonly told = new Map<string, string>();

	/** @param canAsk the client answers `workspace/configuration`. */
	constructor(
		private readonly connection: Connection,
		private readonly canAsk: boolean,
	) {}

	/** Takes what the client sends by itself: `{ "flakeHoist": { … } }`. Without such a member it says nothing new. */
	take(settings: unknown): void {
		if (typeof settings !== "object" || settings === null || !(section in settings)) return;
		this.sent = settings[section];
	}

	/** What rules are set to in a folder. What is wrong in its settings is logged, once. @throws what the client answers. */
	async levelsOf(folder: URI): Promise<RuleLevels> {
		const scopeUri = folder.toString();
		const answer: unknown = this.canAsk
			? await this.connection.workspace.getConfiguration({ scopeUri, section })
			: undefined;
		const { levels, faults } = readLevels(answer ?? this.sent);
		const text = faults.map((fault) => `${scopeUri}: ${fault}`).join("\n");
		if (text !== "" && text !== this.told.get(scopeUri)) this.connection.console.warn(text);
		this.told.set(scopeUri, text);
		return levels;
	}

	/** Asks the client to tell when settings change. */
	watch(): void {
		this.connection.client.register(DidChangeConfigurationNotification.type, { section }).catch(() => {
			// The connection has logged it. Without, the settings are as they were when the folder was opened.
		});
	}
}
