import { describe, expect, test } from "vitest";
import { countLock } from "../scripts/locks/reader.ts";
import { type Lock, readLock } from "../server/src/flake/lock.ts";
import { broughtAlong, type InputPath, lockGraph } from "../server/src/flake/lock-graph.ts";
import { lockText, type WrittenNode } from "./lock-texts.ts";

const nixpkgs = "github:NixOS/nixpkgs";

function lockOf(nodes: Readonly<Record<string, WrittenNode>>, version?: 5 | 6 | 7): Lock {
	const file = readLock(lockText(nodes, version));
	if (file.kind !== "read") throw new Error(`not read: ${JSON.stringify(file)}`);
	return file.lock;
}

/** `path → node`, `path ⇒ node` where it follows. */
function told(nodes: Readonly<Record<string, WrittenNode>>): readonly string[] {
	return lockGraph(lockOf(nodes)).inputs.map(({ path, follows, node, isCyclic }) => {
		const end = node ?? (isCyclic ? "a circle" : "nowhere");
		return `${path.join("/")} ${follows === undefined ? "→" : "⇒"} ${end}`;
	});
}

describe("versions", () => {
	const nodes = {
		root: { inputs: { nixpkgs: "nixpkgs", home: "home" } },
		home: { from: "github:nix-community/home-manager", inputs: { nixpkgs: ["nixpkgs"] } },
		nixpkgs: { from: `${nixpkgs}/nixos-25.11`, rev: "a".repeat(40), at: 1_700_000_000 },
	};
	test.each([5, 6, 7] as const)("%i", (version) => {
		expect(lockGraph(lockOf(nodes, version)).nixpkgs).toEqual([
			{
				key: "nixpkgs",
				identity: `sha256-${"a".repeat(40)}`,
				rev: "a".repeat(40),
				lastModified: 1_700_000_000,
				ref: "nixos-25.11",
				url: "github:NixOS/nixpkgs/nixos-25.11",
				broughtBy: ["nixpkgs"],
				followedBy: [["home", "nixpkgs"]],
			},
		]);
	});
});

describe("what can't be read", () => {
	test.each([
		['{ "nodes": {\n<<<<<<< HEAD\n  "a": 1\n=======\n>>>>>>> theirs\n', "it has merge conflict markers in it"],
		["", "it is no valid JSON"],
		["[]", "it is no JSON object"],
		['{ "version": 4, "nodes": { "root": {} }, "root": "root" }', "it has version 4, and only 5 to 7 are known"],
		['{ "version": 7, "nodes": {} }', "it names no nodes or no root"],
		['{ "version": 7, "nodes": {}, "root": "root" }', "its root is no node of it"],
	])("%j", (text, reason) => {
		expect(readLock(text)).toEqual({ kind: "unreadable", reason });
	});

	test("no lock at all", () => {
		expect(readLock(undefined)).toEqual({ kind: "missing" });
	});
});

describe("follows", () => {
	test("at every depth", () => {
		expect(
			told({
				root: { inputs: { a: "a", nixpkgs: "nixpkgs" } },
				a: { from: "github:x/a", inputs: { b: "b", nixpkgs: ["nixpkgs"] } },
				b: { from: "github:x/b", inputs: { c: "c", nixpkgs: ["a", "nixpkgs"] } },
				c: { from: "github:x/c", inputs: { nixpkgs: ["a", "b", "nixpkgs"] } },
				nixpkgs: { from: nixpkgs },
			}),
		).toEqual([
			"a → a",
			"nixpkgs → nixpkgs",
			"a/b → b",
			"a/nixpkgs ⇒ nixpkgs",
			"a/b/c → c",
			"a/b/nixpkgs ⇒ nixpkgs",
			"a/b/c/nixpkgs ⇒ nixpkgs",
		]);
	});

	test("in circles, to nowhere and to the flake itself", () => {
		expect(
			told({
				root: { inputs: { a: ["b"], b: ["a"], c: ["a"], d: ["e"], own: "own" } },
				own: { from: "github:x/own", inputs: { self: [], lost: ["own", "lost", "x"], deep: ["own", "self", "own"] } },
			}),
		).toEqual([
			"a ⇒ a circle",
			"b ⇒ a circle",
			"c ⇒ a circle",
			"d ⇒ nowhere",
			"own → own",
			"own/self ⇒ root",
			"own/lost ⇒ a circle",
			"own/deep ⇒ own",
		]);
	});

	test("of flake.nix stand before those of the lock, and what nothing leads to any more is left out", () => {
		const lock = lockOf({
			root: { inputs: { a: "a", nixpkgs: "nixpkgs" } },
			a: { from: "github:x/a", inputs: { nixpkgs: "nixpkgs_2" } },
			nixpkgs: { from: nixpkgs },
			nixpkgs_2: { from: `${nixpkgs}/nixos-24.11` },
		});
		const own = lockGraph(lock);
		expect(broughtAlong(own, "a").map(({ key }) => key)).toEqual(["nixpkgs_2"]);
		expect(broughtAlong(own, "nixpkgs")).toEqual([]);
		const follows = (path: InputPath) => (path.join("/") === "a/nixpkgs" ? ["nixpkgs"] : undefined);
		const changed = lockGraph(lock, follows);
		expect(changed.nixpkgs.map(({ key, followedBy }) => [key, followedBy])).toEqual([["nixpkgs", [["a", "nixpkgs"]]]]);
	});

	test("that pass the same input twice", () => {
		expect(
			told({
				root: { inputs: { a: "a" } },
				a: { from: "github:x/a", inputs: { n: ["a", "m"], m: ["a", "nixpkgs"], nixpkgs: "nixpkgs" } },
				nixpkgs: { from: nixpkgs },
			}),
		).toEqual(["a → a", "a/n ⇒ nixpkgs", "a/m ⇒ nixpkgs", "a/nixpkgs → nixpkgs"]);
	});

	test("that double at every step", () => {
		const inputs = Object.fromEntries(
			Array.from({ length: 60 }, (_, index) => [`i${index}`, index === 0 ? "x" : [`i${index - 1}`, `i${index - 1}`]]),
		);
		const graph = lockGraph(lockOf({ root: { inputs }, x: { from: "github:x/x" } }));
		expect(graph.inputs.at(-1)).toMatchObject({ node: undefined, isCyclic: false });
	});
});

test("nixpkgs is told from what only comes from its repository, or is called like it", () => {
	const sources = {
		tarball: { type: "tarball", url: "https://channels.nixos.org/nixos-unstable/nixexprs.tar.xz" },
		hub: { type: "tarball", url: "https://flakehub.com/f/NixOS/nixpkgs/0.2511.1.tar.gz" },
		registry: { type: "indirect", id: "nixpkgs" },
		git: { type: "git", url: "ssh://git@example.org/someone/nixpkgs" },
		fork: { type: "github", owner: "someone", repo: "my-nixpkgs" },
		channelOfFork: { type: "github", owner: "someone", repo: "nixpkgs2", ref: "nixos-unstable" },
		branchOfOther: { type: "github", owner: "someone", repo: "nixpkgs-tools", ref: "main" },
		file: { type: "file", url: "https://raw.githubusercontent.com/someone/nixpkgs/main/pkgs/tool/package.nix" },
		library: { type: "github", owner: "nix-community", repo: "nixpkgs.lib" },
		wayland: { type: "github", owner: "nix-community", repo: "nixpkgs-wayland" },
	};
	const nodes = Object.entries(sources).map(([name, original]) => [name, { original, locked: original }]);
	const root = { inputs: Object.fromEntries(nodes.map(([name]) => [name, name])) };
	const text = JSON.stringify({ version: 7, root: "root", nodes: { root, ...Object.fromEntries(nodes) } });
	const file = readLock(text);
	const found = file.kind === "read" ? lockGraph(file.lock).nixpkgs.map(({ key }) => key) : [];
	expect(found).toEqual(["tarball", "hub", "registry", "git", "fork", "channelOfFork"]);
	expect(countLock(JSON.parse(text)).nixpkgs).toBe(found.length);
});
