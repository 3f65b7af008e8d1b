import { type Completions, completionsAt } from "../server/src/features/completion.ts";
import { inventoryOf } from "../server/src/instances/inventory.ts";
import { snapshotOf } from "./pages/files.ts";
import { parseFixture } from "./pages/fixture.ts";

const flake = `#- /flake.nix
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  inputs.nixpkgs-unstable.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.home-manager.url = "github:nix-community/home-manager";
  outputs = { self, nixpkgs, nixpkgs-unstable, home-manager, ... }@inputs:
    let
      pkgs-unstable = import nixpkgs-unstable { system = "x86_64-linux"; };
    in
    {
      nixosConfigurations.desk = nixpkgs.lib.nixosSystem {
        system = "aarch64-linux";
        specialArgs = {
          inherit inputs pkgs-unstable;
          user = { name = "alice"; home = "/home/alice"; };
        };
        modules = [ ./module.nix ];
      };
    };
}
`;

/** A flake with an expression among its outputs; the expression may end in whatever follows it. */
export function inFlake(expression: string): string {
	return flake.replace("    {\n", () => `    {\n      x = ${expression}\n`);
}

/** The same flake, with a text for its host's module. */
export function inModule(text: string): string {
	return `${flake}#- /module.nix\n${text}\n`;
}

/** The completions at the caret of a fixture, and the text that they replace. */
export function completionsIn(fixture: string): Partial<Completions> & { readonly replaced: string } {
	const { files, caret } = parseFixture(fixture);
	const { path, offset } = caret ?? { path: "", offset: 0 };
	const snapshot = snapshotOf(files);
	const found = completionsAt(inventoryOf(snapshot), snapshot, path, offset);
	return { ...found, replaced: files.get(path)?.slice(found?.range.start, found?.range.end) ?? "" };
}
