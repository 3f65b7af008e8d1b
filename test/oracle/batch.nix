# Evaluates several flakes in one process. Each is called as Nix calls a flake, with inputs of its own, so that
# no instance is shared with another.
{ wrapper, folders }:
let
  call =
    folder: given:
    let
      flake = import (folder + "/flake.nix");
      inputs = builtins.mapAttrs (
        name: input:
        given.${name} or (
          if input ? follows then
            inputs.${input.follows}
          else
            call (folderOf input.url) (builtins.mapAttrs (_: { follows }: inputs.${follows}) (input.inputs or { }))
        )
      ) (flake.inputs or { });
      outputs = flake.outputs (inputs // { inherit self; });
      self = outputs // {
        inherit inputs outputs;
        _type = "flake";
        outPath = folder;
      };
    in
    self;
  folderOf = url: builtins.substring (builtins.stringLength "path:") (-1) url;
  valuesOf = subject: ((import wrapper).outputs { inherit subject; self = { }; }).values;
in
map (folder: builtins.trace "FLAKE" (valuesOf (call folder { }))) folders
