// @ts-check
// The licences of the packages that are in the bundles, which have to go with them.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @param {string} root the project's folder
 * @param {readonly import("esbuild").Metafile[]} bundles
 * @param {readonly string[]} others packages that went in by another way
 * @returns {string} the licences of all packages, each under the package's name and release
 * @throws {Error} when a package has no licence
 */
export function licenses(root, bundles, others) {
	const inputs = bundles.flatMap(({ inputs }) => Object.keys(inputs));
	const bundled = inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []);
	const folders = [...new Set([...bundled, ...others.map((name) => `node_modules/${name}`)])];
	const texts = folders.map((folder) => license(join(root, folder)));
	return [...new Set(texts)].sort().join(`\n${"-".repeat(80)}\n\n`);
}

/** @param {string} folder of a package */
function license(folder) {
	const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
	const file = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
	if (file === undefined) throw new Error(`${name} has no licence, but is in the bundles`);
	return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
}
