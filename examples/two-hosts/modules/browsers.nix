{ pkgs, inputs, ... }:

{
  environment.systemPackages = [
    pkgs.curl
    (import inputs.nixpkgs-unstable {
      system = pkgs.system;
      config.allowUnfree = true;
    }).firefox
  ];
}
