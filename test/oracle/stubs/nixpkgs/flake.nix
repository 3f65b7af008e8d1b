{
  outputs =
    { self }:
    let
      lib = import ./lib.nix;
      systems = [
        "x86_64-linux"
        "aarch64-linux"
        "x86_64-darwin"
        "aarch64-darwin"
      ];
    in
    {
      _type = "flake"; # Nix before 2.12 does not add it; flake-parts asks for it

      lib = lib // {
        nixosSystem = import ./system.nix {
          name = "nixos-system";
          source = ./.;
        };
        systems.flakeExposed = systems;
        systems.examples.aarch64-multiplatform.config = "aarch64-unknown-linux-gnu";
      };
      legacyPackages = lib.genAttrs systems (system: import ./. { inherit system; });
    };
}
