# A stand-in for flake-parts: `mkFlake` with `systems`, `perSystem`, `flake` and `imports`, and `importApply`.
# The `pkgs` of `perSystem` is `legacyPackages` of the caller's input `nixpkgs`, unless `_module.args.pkgs` says otherwise.
{
  inputs.nixpkgs-lib.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs-lib }:
    let
      lib = nixpkgs-lib.lib;

      mkFlake =
        {
          inputs,
          specialArgs ? { },
        }:
        module:
        let
          ofSystem = system: lib.mapAttrs (_: lib.mapAttrs (_: bySystem: bySystem.${system} or { }));
          defaults = system: {
            config._module.args = {
              inherit system;
              inputs' = ofSystem system inputs;
              self' = (ofSystem system { inherit (inputs) self; }).self;
              pkgs = lib.mkDefault inputs.nixpkgs.legacyPackages.${system};
            };
          };
          top = lib.evalModules {
            specialArgs = {
              inherit inputs;
              inherit (inputs) self;
            }
            // specialArgs;
            modules = [
              {
                options.systems = lib.mkOption { default = [ ]; };
                options.perSystem = lib.mkOption { merge = lib.id; };
                options.flake = lib.mkOption { default = { }; };
              }
              module
            ];
          };
          perSystem = lib.genAttrs top.config.systems (
            system:
            removeAttrs
              (lib.evalModules {
                modules = [ (defaults system) ] ++ top.config.perSystem;
              }).config
              [ "_module" ]
          );
          names = lib.concatMap lib.attrNames (lib.attrValues perSystem);
          transposed = lib.genAttrs names (name: lib.mapAttrs (_: outputs: outputs.${name} or { }) perSystem);
        in
        transposed // top.config.flake;
    in
    {
      _type = "flake"; # Nix before 2.12 does not add it; flake-parts asks for it

      lib = {
        inherit mkFlake;
        importApply = path: arguments: {
          _file = path;
          imports = [ (import path arguments) ];
        };
      };
    };
}
