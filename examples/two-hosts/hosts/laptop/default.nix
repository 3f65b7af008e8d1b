{
  imports = [
    ../../modules/browsers.nix
    ../../modules/editors.nix
  ];

  networking.hostName = "laptop";

  services.tlp.enable = true;

  system.stateVersion = "25.11";
}
