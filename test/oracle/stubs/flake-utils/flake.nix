# A stand-in for flake-utils: the functions that turn per-system outputs into a flake's outputs.
{
  outputs =
    { self }:
    let
      defaultSystems = [
        "aarch64-darwin"
        "aarch64-linux"
        "x86_64-darwin"
        "x86_64-linux"
      ];
      eachSystem =
        systems: outputsOf:
        let
          add =
            outputs: system:
            let
              added = outputsOf system;
            in
            builtins.foldl' (
              all: name: all // { ${name} = (all.${name} or { }) // { ${system} = added.${name}; }; }
            ) outputs (builtins.attrNames added);
        in
        builtins.foldl' add { } systems;
      eachSystemMap =
        systems: f:
        builtins.listToAttrs (
          map (system: {
            name = system;
            value = f system;
          }) systems
        );
      isSet = builtins.isAttrs;
      merge =
        a: b:
        a // builtins.mapAttrs (name: value: if isSet value && isSet (a.${name} or null) then merge a.${name} value else value) b;
    in
    {
      _type = "flake"; # Nix before 2.12 does not add it; flake-parts asks for it

      lib = {
        inherit defaultSystems eachSystem;
        eachDefaultSystem = eachSystem defaultSystems;
        inherit eachSystemMap;
        eachDefaultSystemMap = eachSystemMap defaultSystems;
        meld = inputs: builtins.foldl' (all: file: merge all (import file inputs)) { };
        system = builtins.listToAttrs (
          map (system: {
            name = system;
            value = system;
          }) defaultSystems
        );
      };
    };
}
