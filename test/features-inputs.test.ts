import { expect, test } from "vitest";
import { ageOf } from "../server/src/features/age.ts";
import { inlayHints } from "../server/src/features/inlay-hints.ts";
import { inputHover } from "../server/src/features/input-hover.ts";
import type { Moment } from "../server/src/features/moment.ts";
import { readLock } from "../server/src/flake/lock.ts";
import type { Inventory } from "../server/src/instances/inventory.ts";
import { inventoryFor, offsetOf } from "./features-places.ts";
import { lockText } from "./lock-texts.ts";

const day = 86_400;
const now = Date.UTC(2026, 10, 22) / 1000;
const moment: Moment = { now, lockBefore: () => undefined };

/** A lock of an input that brings two nixpkgs, one of them the same as the flake's own, and of two that follow it. */
function lock(rev = "1".repeat(40)): string {
	const march = Date.UTC(2026, 2, 10) / 1000;
	const other = { rev: "c".repeat(40), at: now - 3 * day };
	return lockText({
		root: { inputs: { nixpkgs: "nixpkgs", tool: "tool", home: "home", stable: ["nixpkgs"] } },
		nixpkgs: { from: "github:NixOS/nixpkgs/nixos-26.05", rev, at: march },
		tool: { from: "github:someone/tool", ...other, inputs: { nixpkgs: "nixpkgs_2", lib: "lib" } },
		lib: { from: "github:someone/lib", ...other, inputs: { nixpkgs: "nixpkgs_3" } },
		home: { from: "github:someone/home", ...other, inputs: { nixpkgs: ["nixpkgs"] } },
		nixpkgs_2: { from: "github:NixOS/nixpkgs/nixos-unstable", rev: "2".repeat(40), at: now - 365 * day },
		nixpkgs_3: { from: "github:NixOS/nixpkgs/nixos-26.05", rev: "1".repeat(40), at: march },
	});
}

const flake = `#- /flake.nix
{
  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-26.05";
    stable.follows = "nixpkgs";
    tool = {
      url = "github:someone/tool";
    };
    fresh.url = "github:someone/fresh";
  };
  inputs.home.inputs.nixpkgs.follows = "nixpkgs";
  inputs.home.url = "github:someone/home";
  outputs = inputs@{ nixpkgs, ... }: {
    packages.x86_64-linux.default = inputs.tool.packages.x86_64-linux.default;
    a = import nixpkgs { system = "x86_64-linux"; };
  };
}
`;

const locked = `${flake}#- /flake.lock\n${lock()}\n`;

test.each([
	[0, "today"],
	[-5, "today"],
	[1, "1 day"],
	[13, "13 days"],
	[14, "2 weeks"],
	[62, "8 weeks"],
	[63, "2 months"],
	[257, "8 months"],
	[730, "23 months"],
	[731, "2 years"],
])("%d days are %s", (days, age) => expect(ageOf(now - days * day, now)).toBe(age));

test("Each declared input has a hint behind what says where it comes from", () => {
	expect(hints(locked)).toEqual([
		'nixpkgs.url = "github:NixOS/nixpkgs/nixos-26.05"; ‹nixos-26.05 · 2026-03-10 · 8 months›',
		'stable.follows = "nixpkgs"; ‹nixos-26.05 · 2026-03-10 · 8 months›',
		'url = "github:someone/tool"; ‹ccccccc · 2026-11-19 · 3 days · brings 2 nixpkgs›',
		'inputs.home.url = "github:someone/home"; ‹ccccccc · 2026-11-19 · 3 days›',
	]);
});

test("There are hints only in the range that is asked for, and none without a lock that can be read", () => {
	const inventory = inventoryFor(locked);
	const end = offsetOf(inventory, "/flake.nix", "$0    tool = {");
	expect(inlayHints(inventory, "/flake.nix", { start: 0, end }, moment)).toHaveLength(2);
	expect(hints(flake)).toEqual([]);
	expect(hints(`${flake}#- /flake.lock\n<<<<<<< ours\n${lock()}\n`)).toEqual([]);
});

test("An input's own lock, what comes with it, and its inputs", () => {
	expect(told(locked, "to$0ol = {")).toMatchInlineSnapshot(`
		"**\`tool\`**: flake input, \`github:someone/tool\`

		Locked at ccccccc of 2026-11-19, 3 days ago

		2 nixpkgs come along with it:
		- \`tool/nixpkgs\`, \`github:NixOS/nixpkgs/nixos-unstable\`: 2222222 of 2025-11-22, 11 months ago
		- \`tool/lib/nixpkgs\`, \`github:NixOS/nixpkgs/nixos-26.05\`: 1111111 of 2026-03-10, 8 months ago; the same files as \`nixpkgs\`

		Its inputs:
		- \`nixpkgs\`: its own
		- \`lib\`: its own"
	`);
	expect(told(locked, '"github:some$0one/tool"')).toBe(told(locked, "to$0ol = {"));
	expect(told(locked, "inputs.to$0ol.packages")).toBe(told(locked, "to$0ol = {"));
	expect(told(locked, "nixpk$0gs.url =")).toMatchInlineSnapshot(`
		"**\`nixpkgs\`**: flake input, \`github:NixOS/nixpkgs/nixos-26.05\`

		Locked at 1111111 of 2026-03-10, 8 months ago"
	`);
	expect(told(locked, "inputs@{ nixp$0kgs")).toBe(told(locked, "nixpk$0gs.url ="));
});

test("An input that follows, and the input of an input", () => {
	expect(told(locked, "sta$0ble.follows")).toMatchInlineSnapshot(`
		"**\`stable\`**: flake input, \`github:NixOS/nixpkgs/nixos-26.05\`

		Follows \`nixpkgs\`

		Locked at 1111111 of 2026-03-10, 8 months ago"
	`);
	expect(told(locked, "inputs.nixp$0kgs.follows")).toMatchInlineSnapshot(`
		"**\`home/nixpkgs\`**: flake input, \`github:NixOS/nixpkgs/nixos-26.05\`

		Follows \`nixpkgs\`

		Locked at 1111111 of 2026-03-10, 8 months ago"
	`);
	expect(told(locked, "inputs.ho$0me.url")).toMatchInlineSnapshot(`
		"**\`home\`**: flake input, \`github:someone/home\`

		Locked at ccccccc of 2026-11-19, 3 days ago

		Its inputs:
		- \`nixpkgs\` follows \`nixpkgs\`"
	`);
});

test("What is not locked, and why", () => {
	expect(told(locked, "fr$0esh.url")).toMatchInlineSnapshot(`
		"**\`fresh\`**: flake input, \`github:someone/fresh\`

		Not locked: flake.lock does not have it."
	`);
	expect(told(flake, "fr$0esh.url")).toMatchInlineSnapshot(`
		"**\`fresh\`**: flake input, \`github:someone/fresh\`

		Not locked: there is no flake.lock."
	`);
	expect(told(`${flake}#- /flake.lock\n<<<<<<< ours\n`, "fr$0esh.url")).toMatchInlineSnapshot(`
		"**\`fresh\`**: flake input, \`github:someone/fresh\`

		Not locked: flake.lock can’t be read: it has merge conflict markers in it."
	`);
});

test("What the lock was before it changed", () => {
	const before = readLock(lock("9".repeat(40)));
	const lockBefore = () => (before.kind === "read" ? before.lock : undefined);
	expect(told(locked, "nixpk$0gs.url =", { now, lockBefore })).toContain(
		"\n\nBefore the last change of flake.lock: 9999999 of 2026-03-10",
	);
	expect(told(locked, "to$0ol = {", { now, lockBefore })).toBe(told(locked, "to$0ol = {"));
});

test.each(["$0inputs = {", "out$0puts =", "pack$0ages.x86_64-linux.default = inp", "import nixpkgs { sys$0tem"])(
	"Nothing at %s",
	(at) => expect(told(locked, at)).toBeUndefined(),
);

function told(fixture: string, at: string, when = moment): string | undefined {
	const inventory = inventoryFor(fixture);
	return inputHover(inventory, "/flake.nix", offsetOf(inventory, "/flake.nix", at), when)?.markdown;
}

/** The lines that have hints, with them. */
function hints(fixture: string): string[] {
	const inventory: Inventory = inventoryFor(fixture);
	const text = inventory.snapshot.text("/flake.nix") ?? "";
	return inlayHints(inventory, "/flake.nix", { start: 0, end: text.length }, moment).map(({ offset, label }) => {
		const line = text.slice(0, offset).split("\n").at(-1)?.trim();
		return `${line} ‹${label}›`;
	});
}
