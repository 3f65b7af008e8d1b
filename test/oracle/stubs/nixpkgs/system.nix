# What `nixosSystem` and `darwinSystem` have in common: the options `nixpkgs.*`, `environment.systemPackages`
# and `system.build.toplevel`. Any other option is free-form.
{
  # the name of what `system.build.toplevel` builds
  name,
  # the nixpkgs to make the host's own instance from
  source,
}:
{
  system ? null,
  pkgs ? null,
  modules,
  specialArgs ? { },
  ...
}:
let
  lib = import ./lib.nix;

  checked =
    settings:
    if settings.config != { } && (pkgs != null || settings.pkgs != null) then
      throw "Your system configures nixpkgs with an externally created instance."
    else
      settings.overlays;

  base =
    { config, ... }:
    {
      options.nixpkgs = {
        config = lib.mkOption { default = { }; };
        overlays = lib.mkOption {
          merge =
            values:
            if lib.all lib.isList values && lib.all lib.isFunction (lib.concatLists values) then
              lib.concatLists values
            else
              throw "A definition for option `nixpkgs.overlays' is not of type `list of (nixpkgs overlay)'.";
        };
        pkgs = lib.mkOption {
          merge =
            values:
            if values == [ ] then
              null
            else if lib.length values == 1 then
              lib.head values
            else
              throw "stub modules: nixpkgs.pkgs is defined more than once";
        };
        hostPlatform = lib.mkOption {
          default = if system != null then system else throw "stub modules: set nixpkgs.hostPlatform or pass system";
          apply = lib.systems.elaborate;
        };
      };
      options.environment.systemPackages = lib.mkOption { default = [ ]; };
      options.networking.hostName = lib.mkOption { default = "nixos"; };

      config._module.args.pkgs =
        let
          settings = config.nixpkgs;
          given = if pkgs != null then pkgs else settings.pkgs;
        in
        if given == null then
          import source {
            localSystem = settings.hostPlatform;
            inherit (settings) config overlays;
          }
        else if settings.overlays == [ ] then
          given
        else
          given.appendOverlays settings.overlays;

      # The whole configuration goes into the hash, so any change of an option shows in drvPath.
      config.system.build.toplevel = builtins.seq (checked config.nixpkgs) (derivation {
        name = "${name}-${config.networking.hostName}";
        system = "x86_64-linux";
        builder = "/bin/sh";
        config = builtins.toJSON (
          lib.show (
            removeAttrs config [
              "_module"
              "nixpkgs"
              "system"
            ]
            // lib.optionalAttrs (config ? home-manager) {
              home-manager = removeAttrs config.home-manager [
                "useGlobalPkgs"
                "extraSpecialArgs"
                "sharedModules"
              ];
            }
          )
        );
      });
    };
in
lib.evalModules {
  modules = [ base ] ++ modules;
  specialArgs = {
    modulesPath = toString ./.;
  }
  // specialArgs;
}
