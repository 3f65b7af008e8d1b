// @ts-check
// Compares the inventory with sites that people have checked by hand in real repositories.
//   npm run corpus -- FOLDER --labels FILE [--verbose] [--record]
// FOLDER holds the repositories' checkouts, each named owner+name. FILE has one JSON object a line for each site:
// repo, file, start and end (UTF-16), role. --verbose lists what differs, --record keeps the table to compare with.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { cache, root } from "./project.mjs";

const outfile = join(cache, "corpus.mjs");
await build({
	absWorkingDir: root,
	entryPoints: ["scripts/corpus/main.ts"],
	bundle: true,
	platform: "node",
	target: "node20",
	format: "esm",
	outfile,
	logLevel: "warning",
	external: ["web-tree-sitter", "ignore"],
});
const { main } = await import(pathToFileURL(outfile).href);
await main(root, process.argv.slice(2));
