// @ts-check
// npm run build: makes dist/, everything that runs: the extension and its language server, for Node and for browsers, and
// the command line.
import { chmodSync, copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { licenses } from "./scripts/licenses.mjs";
import { kinds, pagesOf } from "./scripts/pages.mjs";

const root = fileURLToPath(new URL(".", import.meta.url));
const dist = join(root, "dist");
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

const bundles = await Promise.all([
	build({
		...node,
		entryPoints: { extension: "client/src/extension.ts", server: "server/src/node/main.ts" },
		outdir: dist,
	}),
	build({
		...node,
		entryPoints: { cli: "server/src/node/cli.ts" },
		define: { PAGES: JSON.stringify(pages) },
		outdir: dist,
	}),
	build({ ...web, entryPoints: ["client/src/extension.web.ts"], format: "cjs", outdir: dist }),
	build({ ...web, entryPoints: { "server.web": "server/src/web/main.ts" }, format: "iife", outdir: dist }),
]);
for (const file of ["node_modules/web-tree-sitter/web-tree-sitter.wasm", "server/grammar/tree-sitter-nix.wasm"]) {
	copyFileSync(join(root, file), join(dist, file.slice(file.lastIndexOf("/") + 1)));
}
chmodSync(join(dist, "cli.js"), 0o755);
const metafiles = bundles.flatMap(({ metafile }) => metafile ?? []);
writeFileSync(join(dist, "licenses.txt"), licenses(root, metafiles, ["tree-sitter-nix"]));
