{ pkgs, inputs, ... }:

let
  # newer than the release, and not only free software
  pkgs-unstable = import inputs.nixpkgs-unstable {
    inherit (pkgs) system;
    config.allowUnfree = true;
  };
in
{
  home.packages = with pkgs; [
    jq
    ripgrep
    pkgs-unstable.discord
  ];

  programs.zsh.enable = true;

  home.stateVersion = "25.11";
}
