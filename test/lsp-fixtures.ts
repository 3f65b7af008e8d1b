/** A flake with one host, in whose module `/configuration.nix` an instance is made. */
export const flake = `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  inputs.nixpkgs-unstable.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { nixpkgs, ... }@inputs:
    {
      nixosConfigurations.desktop = nixpkgs.lib.nixosSystem {
        system = "x86_64-linux";
        specialArgs = { inherit inputs; };
        modules = [ ./configuration.nix ];
      };
    };
}
`;

/** A module with a nested instance that can be hoisted. */
export const nested = `{ inputs, ... }:
let
  pkgs-unstable = import inputs.nixpkgs-unstable { system = "x86_64-linux"; };
in
{
  environment.systemPackages = [ pkgs-unstable.hello ];
}
`;

/** A module with a nested instance that can't, since its arguments are made of the module's own configuration. */
export const bound = nested
	.replace("{ inputs,", "{ config, inputs,")
	.replace("; };", "; config.allowUnfree = config.programs.steam.enable; };");

/** A module without an instance. */
export const plain = `{ pkgs, ... }:
{
  environment.systemPackages = [ pkgs.hello ];
}
`;
