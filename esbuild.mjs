// @ts-check
// npm run build: makes dist/, everything that runs: the extension and its language server, for Node and for browsers, and
// the command line.
import { chmodSync, copyFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { licenses } from "./scripts/licenses.mjs";
import { kinds, pagesOf } from "./scripts/pages.mjs";

const root = fileURLToPath(new URL(".", import.meta.url));
const pages = Object.fromEntries(kinds.flatMap(pagesOf).map(({ name, docs }) => [name, docs]));

/** @type {import("esbuild").BuildOptions} */
const shared = {
	absWorkingDir: root,
	bundle: true,
	minify: true,
	target: "es2022",
	logLevel: "warning",
	legalComments: "none",
	metafile: true,
	external: ["vscode"],
	// The package's other build asks for `import.meta.url`, which only modules have.
	alias: { "web-tree-sitter": "./node_modules/web-tree-sitter/web-tree-sitter.cjs" },
};

/**
 * For Node: CommonJS, since VS Code's extension host of 1.91 loads nothing else.
 * @type {import("esbuild").BuildOptions}
 */
const node = {
	...shared,
	platform: "node",
	target: "node20",
	format: "cjs",
};

/**
 * For browsers.
 * @type {import("esbuild").BuildOptions}
 */
const web = { ...shared, platform: "browser" };

/**
 * Writes the bundles and what they need beside them.
 * @param {string} folder
 */
export async function buildInto(folder) {
	const bundles = await Promise.all([
		build({
			...node,
			entryPoints: {
				extension: "client/src/extension.ts",
				server: "server/src/node/main.ts",
				cli: "server/src/node/cli.ts",
			},
			define: { PAGES: JSON.stringify(pages) },
			outdir: folder,
		}),
		build({ ...web, entryPoints: ["client/src/extension.web.ts"], format: "cjs", outdir: folder }),
		build({ ...web, entryPoints: { "server.web": "server/src/web/main.ts" }, format: "iife", outdir: folder }),
	]);
	for (const file of ["node_modules/web-tree-sitter/web-tree-sitter.wasm", "server/grammar/tree-sitter-nix.wasm"]) {
		copyFileSync(join(root, file), join(folder, file.slice(file.lastIndexOf("/") + 1)));
	}
	chmodSync(join(folder, "cli.js"), 0o755);
	const metafiles = bundles.flatMap(({ metafile }) => metafile ?? []);
	writeFileSync(join(folder, "licenses.txt"), licenses(root, metafiles, ["tree-sitter-nix"]));
}

if (realpathSync(process.argv[1] ?? "") === fileURLToPath(import.meta.url)) await buildInto(join(root, "dist"));
