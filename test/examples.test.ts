import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readFolder } from "./files.ts";
import { evaluate } from "./oracle/oracle.ts";
import { nix } from "./requirements.mjs";

const examples = join(import.meta.dirname, "..", "examples");

describe.runIf(nix !== undefined)("under real Nix", () => {
	test.each([
		{ example: "two-hosts", hosts: ["desktop", "laptop"], instances: 8 },
		{ example: "two-systems", hosts: ["desktop", "pi"], instances: 5 },
	])("$example makes $instances instances", ({ example, hosts, instances }) => {
		const evaluation = evaluate(readFolder(join(examples, example)));
		expect(Object.keys(evaluation.values)).toEqual(hosts.map((host) => `nixosConfigurations.${host}`));
		expect(evaluation.instances).toHaveLength(instances);
	});
});
