import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Evaluation } from "../../server/src/flake/evaluation.ts";
import { loadFlake } from "../../server/src/flake/flake.ts";
import { globals } from "../../server/src/flake/library/builtins.ts";
import { library } from "../../server/src/flake/library/library.ts";
import { attribute } from "../../server/src/flake/select.ts";
import type { Value } from "../../server/src/flake/value.ts";
import { evaluateTogether } from "../oracle/oracle.ts";
import { type Files, filesOf, snapshotOf } from "../pages/files.ts";
import { readPage } from "../pages/page.ts";
import { nixInstantiate } from "../requirements.mjs";

const server = join(import.meta.dirname, "..", "..", "server", "src");
const pages = ["rules", "refactorings"].flatMap((folder) => {
	const names = readdirSync(join(server, folder)).filter((name) => name.endsWith(".md"));
	return names.map((name) => readPage(join(server, folder, name)));
});

/** The flakes of all pages' cases, each once, but for those that Nix stops at. */
const flakes = new Map<string, Files>();
for (const each of pages.flatMap(({ cases }) => cases)) {
	if (each.rejected === undefined) flakes.set(each.before.body, filesOf(each));
}

/** Where one flake of several fails, those before it are evaluated again: many in one process save time, more cost it. */
const atOnce = 12;

/** What is built from a flake, by output: hosts by name, packages and shells by system and name. */
type Built = Readonly<Record<string, unknown>>;

/** What Nix builds from each flake; undefined where it stops with an error. */
function reallyBuilt(flakes: readonly Files[]): readonly (Built | undefined)[] {
	try {
		return evaluateTogether(flakes).map(({ values }) => values);
	} catch (error) {
		const failed = Number(error instanceof Error ? /^flake (\d+):/.exec(error.message)?.[1] : undefined);
		if (!(failed >= 1)) throw error;
		return [...reallyBuilt(flakes.slice(0, failed - 1)), undefined, ...reallyBuilt(flakes.slice(failed))];
	}
}

/** Where the names of what a flake is known to build differ from those of what Nix builds. */
function differences(outputs: Value, built: Built): readonly string[] {
	const hosts = ["nixosConfigurations", "darwinConfigurations", "homeConfigurations"].map((output) => [output]);
	const bySystem = ["packages", "devShells"].flatMap((output) => {
		const systems = attribute(outputs, output);
		return systems?.kind === "attrs" ? [...systems.entries.keys()].map((system) => [output, system]) : [];
	});
	return [...hosts, ...bySystem].flatMap((path) => {
		const value = path.reduce<Value | undefined>((value, name) => value && attribute(value, name), outputs);
		const prefix = `${path.join(".")}.`;
		const real = Object.keys(built).flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
		if (value === undefined) return real.map((name) => `${prefix}${name} is missing`);
		if (value.kind !== "attrs") return [];
		const certain = [...value.entries].flatMap(([name, { doubt }]) => (doubt === undefined ? [name] : []));
		const missing = value.open === undefined ? real.filter((name) => !value.entries.has(name)) : [];
		const wrong = certain.filter((name) => !real.includes(name));
		return [...missing.map((name) => `${prefix}${name} is missing`), ...wrong.map((name) => `no ${prefix}${name}`)];
	});
}

describe.skipIf(nixInstantiate === undefined)("the flakes of the pages", () => {
	test("give the outputs that they are known to give", { timeout: 120_000 }, () => {
		const all = [...flakes.values()].filter((files) => files.has("/flake.nix"));
		const starts = [...all.keys()].filter((index) => index % atOnce === 0);
		const results = starts.flatMap((start) => reallyBuilt(all.slice(start, start + atOnce)));
		expect(results.filter((built) => built !== undefined).length).toBeGreaterThan(all.length / 2);
		const different = all.flatMap((files, index) => {
			const built = results[index];
			const flake = loadFlake(new Evaluation(snapshotOf(files), globals, library), "/flake.nix");
			if (built === undefined || flake === undefined) return [];
			return differences(flake.outputs.force(), built).map((difference) => `${difference}\n${files.get("/flake.nix")}`);
		});
		expect(different).toEqual([]);
	});
});
