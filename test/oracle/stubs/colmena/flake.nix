# A stand-in for colmena: `makeHive` with `meta`, `defaults` and nodes, each of which imports nixpkgs again with the
# system, overlays and settings of the instance that `meta` names for it.
{
  outputs =
    { self }:
    {
      _type = "flake"; # Nix before 2.12 does not add it; flake-parts asks for it

      lib.makeHive =
        rawHive:
        let
          hive = if builtins.isFunction rawHive then rawHive { } else rawHive;
          meta = hive.meta or { };
          evaluate =
            name: module:
            let
              pkgs = (meta.nodeNixpkgs or { }).${name} or meta.nixpkgs;
            in
            import (pkgs.path + "/system.nix")
              {
                name = "nixos-system";
                source = pkgs.path;
              }
              {
                inherit (pkgs) system;
                modules = [
                  { nixpkgs = { inherit (pkgs) overlays config; }; }
                  (hive.defaults or { })
                ]
                ++ (if builtins.isList module then module else [ module ]);
                specialArgs = {
                  inherit name nodes;
                }
                // meta.specialArgs or { }
                // (meta.nodeSpecialArgs or { }).${name} or { };
              };
          nodes = builtins.mapAttrs evaluate (
            removeAttrs hive [
              "meta"
              "defaults"
            ]
          );
        in
        {
          inherit nodes;
          toplevel = builtins.mapAttrs (_: node: node.config.system.build.toplevel) nodes;
        };
    };
}
