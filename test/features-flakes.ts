/** Flakes that pass an instance to their modules, each in another of the usual ways. */

/** Inputs that are selected from the set of all. */
export const selecting = `#- /flake.nix
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  inputs.nixpkgs-unstable.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.home = { url = "github:nix-community/home-manager"; };
  outputs = inputs: {
    nixosConfigurations.desk = inputs.nixpkgs.lib.nixosSystem {
      system = "x86_64-linux";
      specialArgs = { inherit inputs; unstable = inputs.nixpkgs-unstable; };
      modules = [ ./module.nix inputs.home.nixosModules.home-manager ];
    };
  };
}
#- /module.nix
{ inputs, ... }:
{
  environment.systemPackages = [ (import inputs.nixpkgs-unstable { }).hello inputs.undeclared.x ];
}
`;

/** Two hosts with one instance each, and modules that take it in every manner. */
export const nixos = `#- /flake.nix
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  inputs.nixpkgs-unstable.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs = { self, nixpkgs, nixpkgs-unstable }:
    let
      pkgs-unstable = import nixpkgs-unstable { system = "x86_64-linux"; config.allowUnfree = true; };
    in
    {
      nixosConfigurations.desk = nixpkgs.lib.nixosSystem {
        system = "x86_64-linux";
        specialArgs = { inherit pkgs-unstable; user = "alice"; };
        modules = [ ./desk.nix ./shared.nix ];
      };
      nixosConfigurations.board = nixpkgs.lib.nixosSystem {
        system = "aarch64-linux";
        specialArgs.pkgs-unstable = import nixpkgs-unstable { system = "aarch64-linux"; };
        modules = [ ./shared.nix ];
      };
    };
}
#- /desk.nix
{ pkgs, pkgs-unstable, user, ... }:
{
  imports = [ ./whole.nix ];
  environment.systemPackages = [ pkgs-unstable.hello ];
  users.users.\${user}.packages = with pkgs-unstable; [ git pkgs.vim ];
}
#- /whole.nix
args: { environment.systemPackages = [ args.pkgs-unstable.curl ]; }
#- /shared.nix
{ pkgs-unstable, ... }:
{
  environment.systemPackages = [ pkgs-unstable.htop ];
}
`;

/** A module that nothing imports. */
export const unused = `#- /unused.nix
{ pkgs-unstable, ... }: { environment.systemPackages = [ pkgs-unstable.fish ]; }
`;

/** Home-manager in a NixOS system, which gets its arguments in a module. */
export const homeInNixos = `#- /flake.nix
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  inputs.nixpkgs-unstable.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.home-manager.url = "github:nix-community/home-manager";
  outputs = { nixpkgs, nixpkgs-unstable, home-manager, ... }: {
    nixosConfigurations.desk = nixpkgs.lib.nixosSystem {
      system = "x86_64-linux";
      specialArgs = { pkgs-unstable = import nixpkgs-unstable { system = "x86_64-linux"; }; };
      modules = [ home-manager.nixosModules.home-manager ./users.nix ];
    };
  };
}
#- /users.nix
{ pkgs-unstable, ... }:
{
  home-manager.extraSpecialArgs = { inherit pkgs-unstable; };
  home-manager.users.alice = import ./home.nix;
}
#- /home.nix
{ pkgs-unstable, ... }:
{
  home.packages = [ pkgs-unstable.hello ];
}
`;

/** Home-manager alone, with a set of packages of its own. */
export const home = `#- /flake.nix
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  inputs.nixpkgs-unstable.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.home-manager.url = "github:nix-community/home-manager";
  outputs = { nixpkgs, nixpkgs-unstable, home-manager, ... }:
    let
      pkgs = import nixpkgs { system = "x86_64-linux"; };
      unstable = import nixpkgs-unstable { system = "x86_64-linux"; };
    in
    {
      homeConfigurations.alice = home-manager.lib.homeManagerConfiguration {
        inherit pkgs;
        extraSpecialArgs = { newer = unstable; };
        modules = [ ./home.nix ];
      };
    };
}
#- /home.nix
{ pkgs, newer, ... }:
{
  home.packages = [ pkgs.hello newer.git ];
}
`;

/** Hosts that a function of another file makes. */
export const helper = `#- /flake.nix
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  inputs.nixpkgs-unstable.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs = { nixpkgs, nixpkgs-unstable, ... }@inputs:
    let
      pkgs-unstable = import nixpkgs-unstable { system = "x86_64-linux"; };
      mkHost = import ./lib/host.nix { inherit inputs pkgs-unstable; };
    in
    {
      nixosConfigurations = nixpkgs.lib.genAttrs [ "desk" "lap" ] mkHost;
    };
}
#- /lib/host.nix
{ inputs, pkgs-unstable }: name:
inputs.nixpkgs.lib.nixosSystem {
  system = "x86_64-linux";
  specialArgs = {
    inherit inputs # all of them
      pkgs-unstable;
  };
  modules = [ (../hosts + "/\${name}.nix") ];
}
#- /hosts/desk.nix
{ pkgs-unstable, ... }: { environment.systemPackages = [ pkgs-unstable.fd ]; }
#- /hosts/lap.nix
{ inputs, pkgs-unstable, ... }: { environment.systemPackages = [ pkgs-unstable.jq ]; }
`;

/** One instance for each system, of which each host is given its own. */
export const bySystem = `#- /flake.nix
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  inputs.nixpkgs-unstable.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs = { self, nixpkgs, nixpkgs-unstable }:
    let
      newer = forAllSystems (system: import nixpkgs-unstable { inherit system; });
      forAllSystems = nixpkgs.lib.genAttrs [ "x86_64-linux" "aarch64-linux" ];
      mkHost = system: nixpkgs.lib.nixosSystem {
        inherit system;
        specialArgs = { pkgs-unstable = newer.\${system}; };
        modules = [ ./shared.nix ];
      };
    in
    {
      nixosConfigurations.desk = mkHost "x86_64-linux";
      nixosConfigurations.board = mkHost "aarch64-linux";
      devShells.x86_64-linux.default = newer.x86_64-linux.mkShell { };
    };
}
#- /shared.nix
{ pkgs-unstable, ... }:
{
  environment.systemPackages = [ pkgs-unstable.htop ];
}
`;
