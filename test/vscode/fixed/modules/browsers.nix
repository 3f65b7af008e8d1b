{ pkgs, pkgs-unstable, ... }:

{
  environment.systemPackages = [
    pkgs.curl
    pkgs-unstable.firefox
  ];
}
