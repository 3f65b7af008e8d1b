#!/usr/bin/env node
import { styleText } from "node:util";
import { main } from "../cli/main.ts";
import type { Shell } from "../cli/shell.ts";
import { diskFiles } from "./files.ts";
import { locate } from "./locate.ts";
import { replaceFiles } from "./replace.ts";
import { loadWasm } from "./wasm.ts";

/** The pages of all rules and refactorings by name, without their cases. The build puts them here. */
declare const PAGES: Readonly<Record<string, string>>;

const { stdout, stderr } = process;
// Node has styleText since 20.12.
const hasColours = stdout.isTTY && stdout.hasColors() && styleText !== undefined;

const shell: Shell = {
	out: (text) => stdout.write(`${text}\n`),
	err: (text) => stderr.write(`${text}\n`),
	paint: (style, text) => (hasColours ? styleText(style, text) : text),
	now: Date.now,
	loadWasm,
	locate,
	files: diskFiles,
	replace: replaceFiles,
	async serve() {
		// Loaded only here, since the other commands need nothing of it.
		const [{ createConnection }, { serve }] = await Promise.all([
			import("vscode-languageserver/node"),
			import("./serve.ts"),
		]);
		serve(createConnection(process.stdin, stdout));
	},
	pages: new Map(Object.entries(PAGES)),
};

stdout.on("error", (error: NodeJS.ErrnoException) => {
	// Whoever reads, `head` for example, has enough.
	if (error.code !== "EPIPE") throw error;
	process.exit();
});

main(process.argv.slice(2), shell).then((code) => {
	process.exitCode = code;
});
