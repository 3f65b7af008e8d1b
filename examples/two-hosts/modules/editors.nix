{
  config,
  lib,
  pkgs,
  inputs,
  ...
}:

let
  pkgs-unstable = import inputs.nixpkgs-unstable {
    inherit (pkgs) system;
    config.allowUnfree = true;
  };
in
{
  environment.systemPackages = [
    pkgs.git
    pkgs-unstable.neovim
    pkgs-unstable.vscode # unfree
  ];

  programs.nano.enable = lib.mkDefault false;
}
