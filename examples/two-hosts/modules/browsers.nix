{ pkgs, inputs, ... }:

{
  environment.systemPackages = [
    pkgs.curl
    # the last release's Firefox still has the old add-ons
    (import inputs.nixpkgs-stable { system = pkgs.system; }).firefox
  ];
}
