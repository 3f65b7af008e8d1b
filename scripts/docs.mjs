// @ts-check
// Makes the docs of the rules and refactorings from their pages beside the code, the README's table of rules, and the
// schema of their settings in package.json.
// With --check it writes nothing, and fails if something is not up to date.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { kinds, markdownIn, pagesOf } from "./pages.mjs";
import { root } from "./project.mjs";
import { rulesSchema } from "./settings-schema.mjs";

const readme = join(root, "README.md");
const manifest = join(root, "package.json");

const check = process.argv.includes("--check");
const wanted = new Map([...kinds.flatMap(docsOf), [readme, readmeWithTable()], [manifest, manifestWithSettings()]]);
const extra = kinds.flatMap((kind) => markdownIn(join(root, "docs", kind))).filter((file) => !wanted.has(file));
const stale = [...wanted.keys()].filter((file) => tryRead(file) !== wanted.get(file));

if (check) reportStale();
else writeDocs();

function writeDocs() {
	for (const file of stale) {
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, wanted.get(file) ?? "");
	}
	for (const file of extra) rmSync(file);
}

function reportStale() {
	for (const file of [...stale, ...extra]) console.error(`${relative(root, file)} is out of date: run npm run docs`);
	if (stale.length + extra.length > 0) process.exitCode = 1;
}

/**
 * The files in `docs/` for the pages of one kind, with their texts: what stands before the cases.
 * @param {string} kind
 * @returns {[string, string][]}
 */
function docsOf(kind) {
	return pagesOf(kind).map(({ name, docs }) => {
		const origin = `<!-- Made by npm run docs from server/src/${kind}/${name}.md. -->`;
		return [join(root, "docs", kind, `${name}.md`), `${origin}\n\n${docs}\n`];
	});
}

/** The README with its table of rules up to date. */
function readmeWithTable() {
	const rows = pagesOf("rules").map(({ name, summary }) => {
		const fixes = pagesOf("refactorings").filter(({ text }) => new RegExp(`^Mends .*\\[${name}\\]\\(`, "m").test(text));
		return `| ${link("rules", name)} | ${summary} | ${fixes.map((fix) => link("refactorings", fix.name)).join(", ")} |`;
	});
	const table = ["| Rule | What it finds | Fix |", "|---|---|---|", ...rows].join("\n");
	const text = readFileSync(readme, "utf8");
	return text.replace(
		/(<!-- rules:start -->\n)[\s\S]*(<!-- rules:end -->)/,
		(_, start, end) => `${start}${table}\n${end}`,
	);
}

/** package.json with the settings up to date. */
function manifestWithSettings() {
	const content = JSON.parse(readFileSync(manifest, "utf8"));
	content.contributes.configuration.properties["flakeHoist.rules"] = rulesSchema();
	return `${JSON.stringify(content, undefined, "\t")}\n`;
}

/**
 * @param {string} kind
 * @param {string} name
 */
function link(kind, name) {
	return `[${name}](docs/${kind}/${name}.md)`;
}

/** @param {string} file */
function tryRead(file) {
	try {
		return readFileSync(file, "utf8");
	} catch {
		return undefined;
	}
}
