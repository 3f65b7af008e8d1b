// @ts-check
// Runs a script that is written in TypeScript and uses the server's own code.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { cache, root } from "./project.mjs";

/**
 * Bundles `scripts/NAME/main.ts`, which exports `main(root, args)`, and calls it.
 * @param {string} name
 * @param {string[]} args
 */
export async function runBundled(name, args) {
	const outfile = join(cache, `${name}.mjs`);
	await build({
		absWorkingDir: root,
		entryPoints: [`scripts/${name}/main.ts`],
		bundle: true,
		platform: "node",
		target: "node20",
		format: "esm",
		outfile,
		logLevel: "warning",
		external: ["web-tree-sitter", "ignore", "fast-check"],
	});
	const { main } = await import(pathToFileURL(outfile).href);
	await main(root, args);
}
