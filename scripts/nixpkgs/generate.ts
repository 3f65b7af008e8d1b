import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Checkout, Facts, Json } from "./facts.ts";

const HEADER =
	"// Made by npm run nixpkgs from the lib of a nixpkgs checkout; see revision.ts. Not to be edited by hand.\n";

/** Writes the data that the server has from nixpkgs' lib, one file for each kind. */
export function writeData(root: string, { repository, commit, date }: Checkout, facts: Facts): void {
	const folder = join(root, "server/src/nixpkgs/generated");
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const { doubles, flakeExposed, tiers, examples, features, inferiors, cpus, kernels, vendors, abis } = facts;
	const files: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
		revision: { REVISION: { repository, commit, date, release: facts.release } },
		doubles: { DOUBLES: doubles, FLAKE_EXPOSED: flakeExposed, TIERS: tiers },
		examples: { EXAMPLES: examples },
		architectures: { FEATURES: features, INFERIORS: inferiors },
		parts: { CPUS: cpus, KERNELS: kernels, VENDORS: vendors, ABIS: abis },
		attributes: { ATTRIBUTES: facts.attributes },
	};
	for (const [name, constants] of Object.entries(files)) {
		const lines = Object.entries(constants).map(
			([constant, value]) => `export const ${constant} = ${JSON.stringify(value)} as const;\n`,
		);
		writeFileSync(join(folder, `${name}.ts`), [HEADER, ...lines].join("\n"));
	}
	const biome = spawnSync("npx", ["biome", "check", "--write", "server/src/nixpkgs/generated"], { cwd: root });
	if (biome.status !== 0) throw new Error(`biome failed:\n${biome.stdout}${biome.stderr}`);
}
