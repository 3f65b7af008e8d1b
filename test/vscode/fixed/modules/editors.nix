{
  config,
  lib,
  pkgs,
  pkgs-unstable,
  ...
}:

{
  environment.systemPackages = [
    pkgs.git
    pkgs-unstable.neovim
    pkgs-unstable.vscode # unfree
  ];

  programs.nano.enable = lib.mkDefault false;
}
