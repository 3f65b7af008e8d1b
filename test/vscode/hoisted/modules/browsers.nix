{ pkgs, pkgs-stable, ... }:

{
  environment.systemPackages = [
    pkgs.curl
    # the last release's Firefox still has the old add-ons
    pkgs-stable.firefox
  ];
}
