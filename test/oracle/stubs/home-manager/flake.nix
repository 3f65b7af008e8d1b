# A stand-in for home-manager that keeps who makes a nixpkgs instance: without `useGlobalPkgs` every user imports
# nixpkgs again, and `homeManagerConfiguration` imports `pkgs.path` again with the settings of the `pkgs` it is given.
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      evalUser =
        {
          lib,
          pkgs,
          useGlobalPkgs,
          modules,
          specialArgs,
        }:
        lib.evalModules {
          specialArgs = {
            inherit lib;
          }
          // specialArgs;
          modules = [
            (
              { config, ... }:
              {
                options.nixpkgs = {
                  config = lib.mkOption { default = null; };
                  overlays = lib.mkOption { default = null; };
                };
                options.home.packages = lib.mkOption { default = [ ]; };
                config._module.args.pkgs =
                  if useGlobalPkgs then
                    pkgs
                  else
                    import pkgs.path (
                      lib.optionalAttrs (config.nixpkgs.config != null) { inherit (config.nixpkgs) config; }
                      // lib.optionalAttrs (config.nixpkgs.overlays != null) { inherit (config.nixpkgs) overlays; }
                      // {
                        inherit (pkgs.stdenv.hostPlatform) system;
                      }
                    );
              }
            )
          ]
          ++ modules;
        };

      withoutArguments =
        config:
        removeAttrs config [
          "_module"
          "nixpkgs"
        ];

      module =
        {
          config,
          pkgs,
          lib,
          ...
        }:
        let
          cfg = config.home-manager;
          evalHome =
            modules:
            withoutArguments
              (evalUser {
                inherit lib pkgs;
                inherit (cfg) useGlobalPkgs;
                modules = modules ++ cfg.sharedModules;
                specialArgs = {
                  osConfig = config;
                }
                // cfg.extraSpecialArgs;
              }).config;
          add = users: name: module: users // { ${name} = (users.${name} or [ ]) ++ [ module ]; };
          addAll = users: more: lib.foldl' (all: name: add all name more.${name}) users (lib.attrNames more);
        in
        {
          options.home-manager = {
            useGlobalPkgs = lib.mkEnableOption "the host's pkgs";
            useUserPackages = lib.mkEnableOption "user packages";
            extraSpecialArgs = lib.mkOption {
              default = { };
              merge = lib.foldl' (all: more: more // all) { };
            };
            sharedModules = lib.mkOption { default = [ ]; };
            users = lib.mkOption {
              merge = lib.foldl' addAll { };
              apply = lib.mapAttrs (_: evalHome);
            };
          };
        };
    in
    {
      _type = "flake"; # Nix before 2.12 does not add it; flake-parts asks for it

      nixosModules.home-manager = module;
      nixosModules.default = module;
      darwinModules.home-manager = module;
      darwinModules.default = module;

      lib.homeManagerConfiguration =
        {
          pkgs,
          modules ? [ ],
          extraSpecialArgs ? { },
          lib ? pkgs.lib,
          ...
        }:
        let
          settings.nixpkgs = {
            config = lib.mkDefault pkgs.config;
            inherit (pkgs) overlays;
          };
          home = evalUser {
            inherit lib pkgs;
            useGlobalPkgs = false;
            modules = modules ++ [ settings ];
            specialArgs = extraSpecialArgs;
          };
        in
        home
        // {
          activationPackage = derivation {
            name = "home-manager-generation";
            system = "x86_64-linux";
            builder = "/bin/sh";
            config = builtins.toJSON (lib.show (withoutArguments home.config));
          };
        };
    };
}
