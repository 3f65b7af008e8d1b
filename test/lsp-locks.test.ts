import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { InlayHint } from "vscode-languageserver/node";
import { lockText } from "./lock-texts.ts";
import { type Client, connect, write } from "./lsp-client.ts";
import { flake, nested } from "./lsp-fixtures.ts";

const [old, fresh] = ["1".repeat(40), "2".repeat(40)];

/** The lock of the flake with its nixpkgs at a revision. */
function lockAt(rev: string): string {
	return lockText({
		root: { inputs: { nixpkgs: "nixpkgs", "nixpkgs-unstable": "unstable" } },
		nixpkgs: { from: "github:NixOS/nixpkgs/nixos-25.11", rev, at: Date.UTC(2026, 2, 10) / 1000 },
		unstable: { from: "github:NixOS/nixpkgs/nixos-unstable", rev: "3".repeat(40), at: Date.UTC(2026, 4, 1) / 1000 },
	});
}

test("Inputs have inlay hints, which the client is asked to renew when the lock changes on disk", async () => {
	const client = await followed();
	expect(await labels(client)).toEqual([
		"nixos-25.11 · 2026-03-10 · 8 months",
		"nixos-unstable · 2026-05-01 · 6 months",
	]);
	write(client.folder, "/flake.lock", lockText({ root: { inputs: {} } }));
	await client.changedOnDisk("/flake.lock");
	await client.until(() => client.hintRefreshes === 1);
	expect(await labels(client)).toEqual([]);
	rmSync(join(client.folder, "flake.lock"));
	await client.changedOnDisk("/flake.lock");
	await client.until(() => client.hintRefreshes === 2);
	write(client.folder, "/flake.lock", lockAt(fresh));
	await client.changedOnDisk("/flake.lock");
	await client.until(() => client.hintRefreshes === 3);
	expect(await labels(client)).toHaveLength(2);
});

test("What changed in a lock on disk is written to the log, and a hover tells what it was before", async () => {
	const client = await followed();
	expect(await hover(client)).not.toContain("Before");
	write(client.folder, "/flake.lock", `<<<<<<< ours\n${lockAt(fresh)}`);
	await client.changedOnDisk("/flake.lock");
	expect(await hover(client)).toContain("flake.lock can’t be read: it has merge conflict markers in it");
	write(client.folder, "/flake.lock", lockAt(fresh));
	await client.changedOnDisk("/flake.lock");
	const change = "flake.lock has changed:\n  nixpkgs: 1111111 of 2026-03-10 → 2222222 of 2026-03-10";
	await client.until(() => client.log.includes(change));
	expect(await hover(client)).toContain("Before the last change of flake.lock: 1111111 of 2026-03-10");
	write(client.folder, "/flake.lock", `${lockAt(fresh)}\n`);
	await client.changedOnDisk("/flake.lock");
	expect(await hover(client)).toContain("Before the last change of flake.lock: 1111111 of 2026-03-10");
	expect(client.log.filter((line) => line.startsWith("flake.lock"))).toEqual([change]);
});

test("A lock that can't be read has a diagnostic, and one that says the strangest things does no harm", async () => {
	const client = await connect({ "/flake.nix": flake, "/flake.lock": "{\n<<<<<<< ours\n" });
	const [diagnostic] = await client.diagnosed("/flake.lock", 1);
	expect(diagnostic).toMatchObject({ code: "unreadable-lock", severity: 1 });
	const strange = lockAt(old)
		.replace(/"lastModified": \d+/, '"lastModified": 1e300')
		.replace('"nixos-25.11"', "7");
	write(client.folder, "/flake.lock", strange);
	await client.changedOnDisk("/flake.lock");
	await client.diagnosed("/flake.lock");
	await client.diagnosed("/flake.nix", 1);
	expect(await labels(client)).toEqual(["1111111", "nixos-unstable · 2026-05-01 · 6 months"]);
	expect(await hover(client)).toContain("Locked at 1111111");
});

/** A client with the lock before its change. What is known of locks comes after the diagnostics, in the same moment. */
async function followed(): Promise<Client> {
	const client = await connect({ "/flake.nix": flake, "/flake.lock": lockAt(old), "/configuration.nix": nested });
	await client.diagnosed("/configuration.nix", 2);
	return client;
}

async function labels(client: Client): Promise<readonly unknown[]> {
	const hints: InlayHint[] = await client.connection.sendRequest("textDocument/inlayHint", {
		textDocument: { uri: client.uri("/flake.nix") },
		range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } },
	});
	return hints.map(({ label }) => label);
}

async function hover(client: Client): Promise<string> {
	const shown = await client.hover("/flake.nix", "nixpkgs.url");
	return JSON.stringify(shown?.contents);
}
