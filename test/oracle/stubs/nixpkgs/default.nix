# A stand-in for `import nixpkgs { … }`: cheap, but it fails, shares and counts like the real one.
# Every instance that is forced prints one line:
#   NIXPKGS-INSTANCE {"rev":…,"local":…,"cross":…,"config":…,"overlays":n}
{
  system ? builtins.currentSystem,
  localSystem ? { inherit system; },
  crossSystem ? null,
  config ? { },
  overlays ? [ ],
  crossOverlays ? [ ],
  ...
}@args:

assert args ? localSystem -> !(args ? system);

let
  lib = import ./lib.nix;
  rev = lib.trim (builtins.readFile ./REV);

  build = lib.systems.elaborate localSystem;
  host = if crossSystem == null then build else lib.systems.elaborate crossSystem;

  settings =
    if builtins.isList config then
      throw "Module imports can't be nested lists. Perhaps you meant to remove one level of lists?"
    else if builtins.isFunction config then
      config { inherit pkgs lib; }
    else
      config;
  printable = builtins.mapAttrs (_: value: if builtins.isFunction value then "<function>" else value) settings;

  only = names: builtins.intersectAttrs (lib.genAttrs names (_: null));
  ofPlatform = only (import ./names/platform.nix);

  description = builtins.toJSON {
    inherit rev;
    local = ofPlatform build;
    cross = if crossSystem == null then null else ofPlatform host;
    config = printable;
    overlays = builtins.length checked;
  };

  # What every package's hash depends on: what nixpkgs reads of platforms and of `config`. That all of the latter
  # reaches every package is stricter than the real nixpkgs.
  key = builtins.toJSON {
    inherit rev;
    build = ofPlatform build;
    host = ofPlatform host;
    config = only (import ./names/config.nix) printable;
  };

  package =
    name: extra:
    derivation {
      inherit name key;
      inherit (build) system;
      builder = "/bin/sh";
      args = [
        "-c"
        "exit 1"
      ];
    }
    // {
      inherit name;
      pname = name;
      version = "1";
      meta = { };
      override = changes: package name (extra // changes);
      overrideAttrs = _: package "${name}-overridden" extra;
    }
    // extra;

  notBoolean = "A definition for option `allowUnfree' is not of type `boolean'.";
  unfree =
    name:
    let
      allowUnfree = settings.allowUnfree or false;
      allowed =
        (if builtins.isBool allowUnfree then allowUnfree else throw notBoolean)
        || builtins.elem name (settings.allowUnfreePackages or [ ])
        || (settings.allowUnfreePredicate or (_: false)) {
          inherit name;
          pname = name;
        };
    in
    if allowed then package name { } else throw "stub nixpkgs ${rev}: ${name} is unfree and not allowed";

  base =
    self:
    lib.genAttrs (import ./names/packages.nix) (name: package name { })
    // lib.genAttrs [ "vscode" "steam" "discord" ] unfree
    // {
      _type = "pkgs";
      inherit lib overlays;
      config = settings;
      inherit (host) system;
      inherit (self.stdenv) hostPlatform buildPlatform;
      path = ./.;
      pkgs = self;
      stdenv = {
        hostPlatform = host;
        buildPlatform = build;
        inherit (host)
          system
          isLinux
          isDarwin
          isx86_64
          isAarch64
          ;
      };
      python3 = package "python3" {
        pkgs.requests = package "requests" { };
        withPackages = _: package "python3-env" { };
      };
      python3Packages = self.python3.pkgs;
      callPackage =
        file: overrides:
        let
          function = if builtins.isFunction file then file else import file;
        in
        function (builtins.intersectAttrs (builtins.functionArgs function) self // overrides);
      mkShell = _: package "shell" { };
      writeText = name: text: package name { inherit text; };
      writeShellScriptBin = name: _: package name { };
      appendOverlays = more: import ./. (args // { overlays = overlays ++ more; });
      extend = overlay: self.appendOverlays [ overlay ];
    };

  checked =
    if !builtins.isList overlays then
      throw "The overlays argument to nixpkgs must be a list."
    else if !builtins.all builtins.isFunction overlays then
      throw "All overlays passed to nixpkgs must be functions."
    else
      overlays;

  pkgs = lib.fix (self: builtins.foldl' (prev: overlay: prev // overlay self prev) (base self) checked);
in
builtins.trace "NIXPKGS-INSTANCE ${description}" pkgs
