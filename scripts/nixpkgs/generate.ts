import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Checkout, Facts, Json } from "./facts.ts";

const HEADER =
	"// Made by npm run nixpkgs from the lib of a nixpkgs checkout; see revision.ts. Not to be edited by hand.\n";

/** The data that the server has from nixpkgs' lib: by file, by constant. */
export function dataOf(
	{ repository, commit, date }: Checkout,
	facts: Facts,
): Readonly<Record<string, Readonly<Record<string, Json>>>> {
	const { release, doubles, flakeExposed, examples, features, inferiors } = facts;
	return {
		revision: { REVISION: { repository, commit, date, release } },
		doubles: { DOUBLES: doubles, FLAKE_EXPOSED: flakeExposed },
		examples: { EXAMPLES: examples },
		architectures: { FEATURES: features, INFERIORS: inferiors },
		parts: { CPUS: facts.cpus, KERNELS: facts.kernels, VENDORS: facts.vendors, ABIS: facts.abis },
		attributes: { ATTRIBUTES: facts.attributes },
	};
}

/** Writes the data into the server's sources. `root` is the project's folder. */
export function writeData(root: string, checkout: Checkout, facts: Facts): void {
	const folder = join(root, "server/src/nixpkgs/generated");
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	for (const [name, constants] of Object.entries(dataOf(checkout, facts))) {
		const lines = Object.entries(constants).map(
			([constant, value]) => `export const ${constant} = ${JSON.stringify(value)} as const;\n`,
		);
		writeFileSync(join(folder, `${name}.ts`), [HEADER, ...lines].join("\n"));
	}
	const biome = spawnSync("npx", ["biome", "check", "--write", folder], { cwd: root, encoding: "utf8" });
	if (biome.status !== 0) throw new Error(`biome failed:\n${biome.stdout}${biome.stderr}`);
}
