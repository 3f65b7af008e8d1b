{ pkgs, inputs, ... }:

let
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
