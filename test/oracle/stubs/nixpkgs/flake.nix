{
  outputs =
    { self }:
    let
      lib = import ./lib.nix;
    in
    {
      _type = "flake"; # Nix before 2.12 does not add it; flake-parts asks for it

      lib = lib // {
        nixosSystem = import ./system.nix {
          name = "nixos-system";
          source = ./.;
        };
      };
      legacyPackages = lib.genAttrs lib.systems.flakeExposed (system: import ./. { inherit system; });
    };
}
