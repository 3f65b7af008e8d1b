# A stand-in for nix-darwin: `darwinSystem` does what `nixosSystem` does, with nix-darwin's own nixpkgs.
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixpkgs-unstable";

  outputs =
    { self, nixpkgs }:
    {
      _type = "flake"; # Nix before 2.12 does not add it; flake-parts asks for it

      lib.darwinSystem = import (nixpkgs + "/system.nix") {
        name = "darwin-system";
        source = nixpkgs;
      };
    };
}
