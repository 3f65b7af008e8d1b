# Prints the value of each expression in the folder's expressions.nix as a line of JSON on its own, empty if it throws.
{ lib, folder }:
let
  show =
    value:
    let
      type = builtins.typeOf value;
      text = toString value;
    in
    if type == "set" then
      { set = builtins.mapAttrs (_: show) value; }
    else if type == "list" then
      map show value
    else if type == "lambda" then
      { lambda = null; }
    else if type == "int" then
      { int = text; }
    else if type == "float" then
      { float = value; }
    else if type == "path" then
      { path = text; }
    else
      value;
  result =
    expression:
    let
      json = builtins.tryEval (builtins.toJSON (show (expression (import (/. + lib)) (x: x))));
    in
    if json.success then json.value else "";
in
builtins.foldl' (_: expression: builtins.trace "RESULT ${result expression}" null) null (
  import (/. + "${folder}/expressions.nix")
)
