{ pkgs, ... }:

{
  imports = [
    ../../modules/browsers.nix
    ../../modules/editors.nix
  ];

  networking.hostName = "laptop";

  environment.systemPackages = [ pkgs.stable.postgresql ];

  services.tlp.enable = true;

  system.stateVersion = "25.11";
}
