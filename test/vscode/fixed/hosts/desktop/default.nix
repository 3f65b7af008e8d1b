{ pkgs, inputs, ... }:

{
  imports = [
    ../../modules/browsers.nix
    ../../modules/editors.nix
  ];

  networking.hostName = "desktop";

  environment.systemPackages = [
    pkgs.stable.postgresql # the last release's can still read the old database
    inputs.self.packages.${pkgs.stdenv.hostPlatform.system}.backup
  ];

  system.stateVersion = "25.11";
}
