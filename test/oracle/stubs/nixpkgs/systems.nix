# What stands in nixpkgs under `lib.systems`: how platforms are read, and a few that have names.
let
  parts = string: builtins.filter builtins.isString (builtins.split "-" string);

  # The system that `x86_64-linux` or `aarch64-unknown-linux-gnu` names. Fewer parts are known than to nixpkgs.
  systemOf =
    name:
    let
      given = parts name;
      count = builtins.length given;
      cpu = builtins.head given;
      second = if count > 1 then builtins.elemAt given 1 else "";
      kernel = if count == 4 || second == "apple" then builtins.elemAt given 2 else second;
    in
    if count != 2 && count != 4 && second != "linux" && second != "apple" then
      throw "system string '${name}' with ${toString count} components is ambiguous"
    else if
      !builtins.elem cpu [
        "x86_64"
        "i686"
        "aarch64"
        "armv6l"
        "armv7l"
        "riscv64"
      ]
    then
      throw "Unknown CPU type: ${cpu}"
    else if kernel == "linux" || kernel == "darwin" then
      "${cpu}-${kernel}"
    else
      throw "Unknown kernel: ${kernel}";

  # The compiler's settings that a platform has by itself. Given ones take the place of all of them.
  gcc = {
    aarch64-linux.arch = "armv8-a";
    armv7l-linux = {
      arch = "armv7-a";
      fpu = "vfpv3-d16";
    };
  };

  # Architectures whose processors have the instruction set AVX2. Of any other name nothing is known.
  withAvx2 = [
    "haswell"
    "x86-64-v3"
    "znver3"
  ];
in
{
  # The platform of `"x86_64-linux"`, `{ system = …; }` or `{ config = "aarch64-unknown-linux-gnu"; }`.
  elaborate =
    given:
    let
      attrs = if builtins.isAttrs given then given else { system = given; };
      system = systemOf (toString (attrs.config or attrs.system));
      isLinux = builtins.match ".*-linux" system != null;
      platform = {
        inherit isLinux;
        isDarwin = !isLinux;
        isx86_64 = builtins.match "x86_64-.*" system != null;
        isAarch64 = builtins.match "aarch64-.*" system != null;
        gcc = gcc.${system} or { };
        avx2Support = builtins.elem (platform.gcc.arch or null) withAvx2;
      }
      // removeAttrs attrs [ "config" ]
      // {
        inherit system;
      };
    in
    if attrs ? linux-kernel then
      throw "lib.systems.elaborate: linux-kernel has been removed; see the 26.11 release notes"
    else
      platform;

  examples.aarch64-multiplatform.config = "aarch64-unknown-linux-gnu";

  flakeExposed = [
    "x86_64-linux"
    "aarch64-linux"
    "x86_64-darwin"
    "aarch64-darwin"
  ];
}
