{
  description = "A desktop and a Raspberry Pi";

  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
    nixpkgs-unstable.url = "github:NixOS/nixpkgs/nixos-unstable";
  };

  outputs =
    inputs@{ nixpkgs, ... }:
    let
      host =
        system: module:
        nixpkgs.lib.nixosSystem {
          inherit system;
          specialArgs = { inherit inputs; };
          modules = [
            module
            ./modules/shell.nix
          ];
        };
    in
    {
      nixosConfigurations.desktop = host "x86_64-linux" ./desktop.nix;
      nixosConfigurations.pi = host "aarch64-linux" ./pi.nix;
    };
}
