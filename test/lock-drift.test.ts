import { describe, expect, test } from "vitest";
import { declaredInputs, followsAt } from "../server/src/flake/declared-inputs.ts";
import { isLockedFor } from "../server/src/flake/flake-reference.ts";
import type { LockedSource } from "../server/src/flake/lock.ts";
import { readLock } from "../server/src/flake/lock.ts";
import { lockDrift } from "../server/src/flake/lock-drift.ts";
import { lockGraph } from "../server/src/flake/lock-graph.ts";
import { lockText } from "./lock-texts.ts";
import { testParser } from "./parser.ts";

const parse = await testParser();

function declared(inputs: string) {
	return declaredInputs(parse(`{ ${inputs} outputs = _: { }; }`).root);
}

describe("what flake.nix says about an input", () => {
	test.each([
		'inputs.a.url = "x"; inputs.a.inputs.n.follows = "n";',
		'inputs = { a.url = "x"; a.inputs.n.follows = "n"; };',
		'inputs = { a = { url = "x"; inputs = { n.follows = "n"; }; }; };',
		'inputs.a = { url = "x"; inputs.n = { follows = "n"; }; };',
		'inputs."a" = { url = x:y; }; inputs = { a.inputs.n.follows = "n"; };',
	])("%s", (text) => {
		const inputs = declared(text);
		expect([...inputs.keys()]).toEqual(["a"]);
		expect(inputs.get("a")?.attributes.get("url")?.value).toMatch(/^x/);
		expect(followsAt(inputs, ["a", "n"])).toEqual(["n"]);
		expect(followsAt(inputs, ["a"])).toBeUndefined();
	});

	test("to follow the flake itself, and an input of an input", () => {
		const inputs = declared('inputs = { a.inputs = { me.follows = ""; b.inputs.c.follows = "x/y"; }; };');
		expect(followsAt(inputs, ["a", "me"])).toEqual([]);
		expect(followsAt(inputs, ["a", "b", "c"])).toEqual(["x", "y"]);
	});

	test("in words that only an evaluation could tell", () => {
		expect(declared('inputs.${x}.url = "x"; inputs = { inherit y; };').size).toBe(0);
		expect(declared('inputs.a.url = "x" + y;').get("a")?.attributes.get("url")).toMatchObject({ value: undefined });
	});
});

describe("a lock was made for a reference", () => {
	test.each<[string, Partial<LockedSource>, boolean | undefined]>([
		["github:NixOS/nixpkgs/a/b", { type: "github", owner: "NixOS", repo: "nixpkgs", ref: "a/b" }, true],
		["github:NixOS/nixpkgs", { type: "github", owner: "NixOS", repo: "nixpkgs", ref: "a" }, false],
		["github:/x/y?dir=z", { type: "github", owner: "x", repo: "y", dir: "z" }, true],
		[`github:x/y/${"a".repeat(40)}`, { type: "github", owner: "x", repo: "y", rev: "a".repeat(40) }, true],
		["sourcehut:~x/y", { type: "sourcehut", owner: "~x", repo: "y" }, true],
		["nixpkgs/release-25.11", { type: "indirect", id: "nixpkgs", ref: "release-25.11" }, true],
		["flake:nixpkgs", { type: "indirect", id: "nixpkgs" }, true],
		["git+https://x.org/y?ref=main", { type: "git", url: "https://x.org/y", ref: "main" }, true],
		["https://x.org/f/%2A.tar.gz", { type: "tarball", url: "https://x.org/f/*.tar.gz" }, true],
		["https://x.org/f", { type: "file", url: "https://x.org/g" }, false],
		["./sub", { type: "path", path: "./sub" }, undefined],
	])("%s", (url, original, expected) => {
		const input = declared(`inputs.a.url = "${url}";`).get("a");
		expect(isLockedFor(input, "a", original as LockedSource)).toBe(expected);
	});

	test("written as attributes", () => {
		const input = declared('inputs.a = { type = "github"; owner = "x"; repo = "y"; flake = false; };').get("a");
		const original = { type: "github", owner: "x", repo: "y" } as LockedSource;
		expect(isLockedFor(input, "a", original)).toBe(true);
	});
});

describe("a lock out of step", () => {
	const file = readLock(
		lockText({
			root: { inputs: { a: "a", nixpkgs: "nixpkgs", old: "a" } },
			a: { from: "github:x/a", inputs: { b: "b", nixpkgs: ["nixpkgs"] } },
			b: { from: "github:x/b", inputs: { nixpkgs: ["a", "nixpkgs"] } },
			nixpkgs: { from: "github:NixOS/nixpkgs/nixos-25.11" },
		}),
	);

	test.each([
		[
			'nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11"; a.url = "github:x/a"; a.inputs.nixpkgs.follows = "nixpkgs"; old.url = "github:x/a";',
			[],
		],
		[
			'nixpkgs.url = "github:NixOS/nixpkgs/nixos-26.05"; a.url = "github:x/c"; new.url = "github:x/new";',
			["new: not locked", "a: reference", "nixpkgs: reference", "old: not declared", "a/nixpkgs: follows"],
		],
		[
			'nixpkgs.follows = "a/nixpkgs"; a.url = "github:x/a"; a.inputs.b.follows = "old"; old.url = "github:x/a";',
			["nixpkgs: follows", "a/b: follows", "a/nixpkgs: follows"],
		],
	])("%s", (inputs, expected) => {
		if (file.kind !== "read") throw new Error("the lock can't be read");
		const drift = lockDrift(lockGraph(file.lock), declared(`inputs = { ${inputs} };`), ["self"]);
		expect(drift.map(({ path, kind }) => `${path.join("/")}: ${kind}`)).toEqual(expected);
	});
});
