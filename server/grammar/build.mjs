// `npm run grammar`: makes tree-sitter-nix.wasm from grammar.js and scanner.c, and record.json, which says from what.
// Needs cargo or tree-sitter, and npm; what it installs goes to the ignored folder .cache. No C compiler is needed.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const versions = { "tree-sitter-cli": "0.27.1", "@yowasp/clang": "22.0.0-git20542-10" };
const inputs = [
	"node_modules/tree-sitter-nix/grammar.js",
	"server/grammar/build.mjs",
	"server/grammar/grammar.js",
	"server/grammar/scanner.c",
	"server/grammar/tree-sitter.json",
];
const output = "server/grammar/tree-sitter-nix.wasm";

const root = fileURLToPath(new URL("../..", import.meta.url));
const cache = join(root, ".cache/grammar");
const generated = join(cache, "generated");

/** Whether this program is the generator at the wanted version: another one may generate other tables. */
function isGenerator(program) {
	try {
		return execFileSync(program, ["--version"], { encoding: "utf8" }).includes(versions["tree-sitter-cli"]);
	} catch {
		return false;
	}
}

/** The generator: from PATH, from an earlier run, or built now. */
function findGenerator() {
	const cached = join(cache, "bin/tree-sitter");
	const found = ["tree-sitter", cached].find(isGenerator);
	if (found) return found;
	run("cargo", ["install", "tree-sitter-cli", "--version", versions["tree-sitter-cli"], "--locked", "--root", cache]);
	return cached;
}

async function loadCompiler() {
	const folder = join(cache, "node_modules/@yowasp/clang");
	const wanted = versions["@yowasp/clang"];
	if (!existsSync(folder) || readJson(join(folder, "package.json")).version !== wanted) {
		run("npm", ["install", "--prefix", cache, "--ignore-scripts", `@yowasp/clang@${wanted}`]);
	}
	return await import(pathToFileURL(join(folder, "gen/bundle.js")).href);
}

async function compile() {
	const headers = join(generated, "tree_sitter");
	const files = {
		"parser.c": readFileSync(join(generated, "parser.c")),
		"scanner.c": readFileSync(join(root, "server/grammar/scanner.c")),
		tree_sitter: Object.fromEntries(readdirSync(headers).map((name) => [name, readFileSync(join(headers, name))])),
	};
	const linking = ["--export=tree_sitter_nix", "--allow-undefined", "--no-entry", "--strip-all"].map((o) => `-Wl,${o}`);
	const { runClang } = await loadCompiler();
	const result = await runClang(
		[
			...["clang", "-shared", "-fPIC", "-Os", "-nostdlib", "-fvisibility=hidden", "-fno-exceptions", ...linking],
			...["-I.", "-o", "nix.wasm", "parser.c", "scanner.c"],
		],
		files,
	);
	return result["nix.wasm"];
}

function run(program, args) {
	execFileSync(program, args, { cwd: root, stdio: "inherit" });
}

function readJson(path) {
	return JSON.parse(readFileSync(path, "utf8"));
}

/** SHA-256 of each file, by its path from the project's root. */
function hashes(paths) {
	const hash = (path) =>
		createHash("sha256")
			.update(readFileSync(join(root, path)))
			.digest("hex");
	return Object.fromEntries(paths.map((path) => [path, hash(path)]));
}

run(findGenerator(), ["generate", "--output", generated, "server/grammar/grammar.js"]);
writeFileSync(join(root, output), await compile());
const base = readJson(join(root, "node_modules/tree-sitter-nix/package.json")).version;
const record = {
	versions: { ...versions, "tree-sitter-nix": base },
	inputs: hashes(inputs),
	outputs: hashes([output]),
};
writeFileSync(join(root, "server/grammar/record.json"), `${JSON.stringify(record, null, "\t")}\n`);
console.log(`${output}: ${readFileSync(join(root, output)).length} bytes`);
