{ pkgs, inputs, ... }:
let
  unstable = import inputs.nixpkgs-unstable { inherit (pkgs) system; };
in
{
  environment.systemPackages = [
    pkgs.git
    unstable.fish
    unstable.ripgrep
  ];
}
