# What a checkout's lib says of platforms, as JSON. `values` are platforms to elaborate, by name; `builders` names those
# of them that are asked which others they execute.
{
  checkout,
  values,
  builders,
}:
let
  lib = import "${checkout}/lib";
  inherit (lib) systems;
  inherit (systems) architectures parse;

  plain = lib.mapAttrs (_: value: removeAttrs value [ "_type" "assertions" ]);

  cpus = lib.mapAttrs (_: cpu: removeAttrs cpu [ "_type" "significantByte" ] // {
    endian = if cpu ? significantByte then lib.removeSuffix "Endian" cpu.significantByte.name else null;
  }) parse.cpuTypes;

  kernels = lib.mapAttrs (_: kernel: {
    inherit (kernel) name;
    execFormat = kernel.execFormat.name;
    families = lib.attrNames kernel.families;
  }) parse.kernels;

  outline = platform: {
    inherit (platform)
      system
      config
      libc
      linker
      useLLVM
      isStatic
      hasSharedLibraries
      is64bit
      linuxArch
      qemuArch
      gcc
      ;
    inherit (platform.parsed.cpu) bits family;
    cpu = platform.parsed.cpu.name;
    endian = cpus.${platform.parsed.cpu.name}.endian;
    vendor = platform.parsed.vendor.name;
    kernel = platform.parsed.kernel.name;
    abi = platform.parsed.abi.name;
    rustTarget = platform.rust.rustcTargetSpec;
  };

  # What is rejected is null.
  elaborate = value: (builtins.tryEval (let platform = systems.elaborate value; in builtins.seq (outlineDeep platform) platform)).value;
  outlineDeep = platform: let it = outline platform; in builtins.deepSeq it it;
  platforms = lib.mapAttrs (_: value: let it = elaborate value; in if it == false then null else it) values;
  accepted = lib.filterAttrs (_: platform: platform != null) platforms;

  # A package set in which each program is named by its path.
  packagesOn = builder: {
    stdenv.hostPlatform = builder;
    winePackagesFor = name: { minimal = name; };
    writeShellScriptBin = name: _: {
      type = "derivation";
      outPath = "";
      inherit name;
      meta.mainProgram = name;
    };
    qemu-user = "";
    wasmtime = "";
    nodejs-slim = "";
    mmixware = "";
  };

  runs = builder: program:
    if builder.canExecute program then
      "itself"
    else if program.emulatorAvailable (packagesOn builder) then
      baseNameOf (program.emulator (packagesOn builder))
    else
      null;
in
{
  release = lib.trivial.release;
  doubles = systems.doubles.all;
  flakeExposed = systems.flakeExposed;
  tiers = { inherit (import "${checkout}/lib/systems/supported.nix" { inherit lib; }) tier1 tier2 tier3 hydra; };
  examples = systems.examples;
  inherit (architectures) features inferiors;
  inherit cpus kernels;
  vendors = lib.attrNames parse.vendors;
  abis = plain parse.abis;
  attributes = lib.remove "_withoutFunctions" (lib.attrNames (systems.elaborate "x86_64-linux"));
  platforms = lib.mapAttrs (_: platform: if platform == null then null else outline platform) platforms;
  runs = lib.genAttrs builders (builder: lib.mapAttrs (_: runs accepted.${builder}) accepted);
}
