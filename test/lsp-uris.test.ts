import { expect, test } from "vitest";
import { URI } from "vscode-uri";
import { pathWithin, uriWithin } from "../server/src/lsp/uris.ts";

const path = (folder: string, uri: string) => pathWithin(URI.parse(folder), URI.parse(uri));
const uri = (folder: string, path: string) => uriWithin(URI.parse(folder), path).toString();

test("A path within a folder does not depend on how the client spells its URIs", () => {
	expect(path("file:///a/b", "file:///a/b/c%20d/%5Be%5D.nix")).toBe("/c d/[e].nix");
	expect(path("file:///a/b/", "file:///a/b/c d/[e].nix")).toBe("/c d/[e].nix");
	expect(path("file:///c%3A/flake", "file:///C:/flake/flake.nix")).toBe("/flake.nix");
	expect(path("file:///", "file:///flake.nix")).toBe("/flake.nix");
	expect(path("vscode-vfs://GitHub/o/r", "vscode-vfs://github/o/r/flake.nix")).toBe("/flake.nix");
});

test("What lies elsewhere has no path", () => {
	expect(path("file:///a/b", "file:///a/bc/flake.nix")).toBeUndefined();
	expect(path("file:///a/b", "file:///a/b")).toBeUndefined();
	expect(path("file:///a/b", "git:/a/b/flake.nix")).toBeUndefined();
	expect(path("vscode-vfs://github/o/r", "vscode-vfs://gitlab/o/r/flake.nix")).toBeUndefined();
	expect(path("file:///a/b", "untitled:Untitled-1")).toBeUndefined();
});

test("A path becomes the URI that VS Code would write", () => {
	expect(uri("file:///a/b/", "/c d/[e] 100%.nix")).toBe("file:///a/b/c%20d/%5Be%5D%20100%25.nix");
	expect(uri("file:///C:/flake", "/flake.nix")).toBe("file:///c%3A/flake/flake.nix");
	expect(uri("vscode-test-web://mount", "/flake.nix")).toBe("vscode-test-web://mount/flake.nix");
});
