import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { answersOf } from "./answers.ts";
import { staleData, wrongAnswers } from "./check.ts";
import { askNix, type Checkout, checkoutIn, type Facts } from "./facts.ts";
import { writeData } from "./generate.ts";
import { recordedSamples, type Samples } from "./samples.ts";

/** The machines whose ways to run programs are recorded. */
const MACHINES = ["x86_64-linux", "aarch64-linux", "aarch64-darwin"];

/** Refreshes or checks the data. `root` is the project's folder, `args` the command line. */
export async function main(root: string, args: string[]): Promise<void> {
	const { positionals, values } = parseArgs({
		args,
		allowPositionals: true,
		options: { check: { type: "boolean", default: false } },
	});
	const [folder] = positionals;
	if (folder === undefined) throw new Error("npm run nixpkgs -- [--check] CHECKOUT");
	const checkout = checkoutIn(resolve(folder));
	const { doubles, examples } = askNix(root, checkout.folder, {}, []);
	const samples = recordedSamples(doubles, examples);
	const facts = askNix(root, checkout.folder, samples, MACHINES);
	if (values.check) check(root, checkout, samples, facts);
	else write(root, checkout, samples, facts);
}

function write(root: string, checkout: Checkout, samples: Samples, facts: Facts): void {
	writeData(root, checkout, facts);
	const file = join(root, "test/nixpkgs/answers.json");
	writeFileSync(file, JSON.stringify(answersOf(checkout, samples, facts, { reasons: true }), undefined, "\t"));
	spawnSync("npx", ["biome", "check", "--write", file], { cwd: root });
	console.log(`${facts.doubles.length} systems, ${Object.keys(facts.examples).length} examples, ${checkout.commit}`);
}

function check(root: string, checkout: Checkout, samples: Samples, facts: Facts): void {
	const stale = staleData(checkout, facts);
	const { asked, wrong } = wrongAnswers(root, checkout, samples);
	for (const name of stale) console.log(`server/src/nixpkgs/generated/${name}.ts is not what the checkout gives`);
	for (const difference of wrong) console.log(difference);
	console.log(`${asked} answers of real Nix, ${wrong.length} differ; ${stale.length} files are out of date`);
	if (stale.length + wrong.length > 0) process.exitCode = 1;
}
