// @ts-check
// Checks and tests everything; on a fresh clone it installs first.
//   npm test
// What needs a program that is missing is left out and named at the end. With CI=true that is a failure.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { chromium, nix, nixInstantiate } from "../test/requirements.mjs";
import { cache, installDependencies, root, vsix } from "./project.mjs";

const reports = join(cache, "reports");
const { CI } = process.env;

let passed = 0;
let failed = 0;
/** @type {string[]} what was left out, with the reason */
const leftOut = [];
/** @type {import("node:child_process").ChildProcess | undefined} */
let running;

for (const signal of /** @type {const} */ (["SIGHUP", "SIGINT", "SIGTERM"])) {
	process.on(signal, () => {
		// It ends its own servers and browser, which a harder signal would leave behind.
		running?.kill("SIGTERM");
		process.exit(1);
	});
}

installDependencies();
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

await check("Types", bin("tsc"), ["-p", "."]);
await check("Lint, format and layers", bin("biome"), ["check"]);
await check("Docs are up to date", process.execPath, ["scripts/docs.mjs", "--check"]);
// If this fails, no test may take an older release for the one it is to test.
rmSync(vsix, { force: true });
await check("Build and package", process.execPath, ["scripts/package.mjs"]);
await unitTests();
if (chromium === undefined) {
	leftOut.push("the tests in VS Code: there is no Chromium on PATH or in CHROMIUM (Debian: apt install chromium)");
} else {
	await testsInVscode("VS Code, Node extension host", "test/vscode/desktop.e2e.mjs");
	await testsInVscode("VS Code for the Web, extension host in a web worker", "test/vscode/web.e2e.mjs");
}

console.log();
for (const what of leftOut) console.log(`Left out: ${what}`);
if (CI === "true") failed += leftOut.length;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/**
 * Runs a command that either passes or fails.
 * @param {string} title
 * @param {string} command
 * @param {readonly string[]} args
 */
async function check(title, command, args) {
	if (await succeeds(title, command, args)) passed++;
	else failed++;
}

/** Runs vitest and counts its tests. */
async function unitTests() {
	const report = join(reports, "vitest.json");
	const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
	const succeeded = await succeeds("Tests", bin("vitest"), ["run", ...reporters]);
	const result = JSON.parse(read(report) ?? '{ "testResults": [], "numPassedTests": 0, "numFailedTests": 0 }');
	passed += result.numPassedTests;
	// A file that can't be loaded fails without any test of it.
	failed += succeeded ? 0 : Math.max(1, result.numFailedTests);
	for (const { name, assertionResults } of result.testResults) {
		const count = assertionResults.filter(
			(/** @type {{ status: string }} */ { status }) => status === "skipped",
		).length;
		const reason = nix && nixInstantiate ? "skipped" : "there is no nix on PATH (Debian: apt install nix-bin)";
		if (count > 0) leftOut.push(`${count} ${count === 1 ? "test" : "tests"} of ${relative(root, name)}: ${reason}`);
	}
}

/**
 * Runs a file of tests in VS Code and counts them.
 * @param {string} title
 * @param {string} file
 */
async function testsInVscode(title, file) {
	const report = join(reports, "vscode.tap");
	rmSync(report, { force: true });
	const forPeople = ["--test-reporter=spec", "--test-reporter-destination=stdout"];
	const forCounting = ["--test-reporter=tap", `--test-reporter-destination=${report}`];
	const succeeded = await succeeds(title, process.execPath, [...forPeople, ...forCounting, file]);
	const tap = read(report) ?? "";
	const count = (/** @type {string} */ outcome) => Number(new RegExp(`^# ${outcome} (\\d+)$`, "m").exec(tap)?.[1] ?? 0);
	passed += count("pass");
	failed += succeeded ? 0 : Math.max(1, count("fail") + count("cancelled"));
	for (const [, name, reason] of tap.matchAll(/^ *ok \d+ - (.*) # SKIP (.*)$/gm)) {
		leftOut.push(`${name} (${file}): ${reason}`);
	}
}

/**
 * Runs a command under a heading.
 * @param {string} title
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<boolean>} whether it exits with 0
 */
function succeeds(title, command, args) {
	console.log(`\n== ${title}`);
	const child = spawn(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
	running = child;
	return new Promise((resolve) => {
		child.once("error", (error) => {
			console.error(error.message);
			resolve(false);
		});
		child.once("exit", (code) => resolve(code === 0));
	});
}

/** @param {string} name of a program that comes with the dependencies */
function bin(name) {
	return join(root, "node_modules/.bin", name);
}

/** @param {string} file */
function read(file) {
	try {
		return readFileSync(file, "utf8");
	} catch {
		return undefined;
	}
}
