{ pkgs, pkgs-unstable, ... }:

{
  home.packages = with pkgs; [
    jq
    ripgrep
    pkgs-unstable.discord
  ];

  programs.zsh.enable = true;

  home.stateVersion = "25.11";
}
