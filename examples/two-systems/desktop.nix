{ pkgs, inputs, ... }:
let
  unstable = import inputs.nixpkgs-unstable { inherit (pkgs) system; };
in
{
  networking.hostName = "desktop";
  environment.systemPackages = [ unstable.firefox ];
}
