{ pkgs, ... }:

{
  imports = [
    ../../modules/browsers.nix
    ../../modules/editors.nix
  ];

  networking.hostName = "desktop";

  environment.systemPackages = [ pkgs.postgresql ];

  system.stateVersion = "25.11";
}
