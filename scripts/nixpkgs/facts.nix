# What a checkout's lib says of platforms, as JSON. `samples` are platforms to elaborate, by name; `machines` are names of
# those that are asked how they run the programs of the others.
{
  checkout,
  samples,
  machines,
}:
let
  lib = import "${checkout}/lib";
  inherit (lib) systems;
  inherit (systems) architectures parse;

  cpus = lib.mapAttrs (
    _: cpu:
    removeAttrs cpu [
      "_type"
      "significantByte"
    ]
    // {
      endian = if cpu ? significantByte then lib.removeSuffix "Endian" cpu.significantByte.name else null;
    }
  ) parse.cpuTypes;

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

  # Null where the elaboration throws. A missing `system` can't be caught.
  elaborate =
    value:
    let
      platform = systems.elaborate value;
      it = outline platform;
      tried = builtins.tryEval (builtins.deepSeq it platform);
    in
    if builtins.isString value || value ? system || value ? config then
      if tried.success then tried.value else null
    else
      null;

  platforms = lib.mapAttrs (_: elaborate) samples;
  accepted = lib.filterAttrs (_: platform: platform != null) platforms;

  # A package set in which each program is named by its path.
  packagesOn = machine: {
    stdenv.hostPlatform = machine;
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

  runs =
    machine: program:
    if machine.canExecute program then
      "itself"
    else if program.emulatorAvailable (packagesOn machine) then
      baseNameOf (program.emulator (packagesOn machine))
    else
      null;
in
{
  inherit (lib.trivial) release;
  doubles = systems.doubles.all;
  inherit (systems) flakeExposed examples;
  inherit (architectures) features inferiors;
  inherit cpus kernels;
  vendors = lib.attrNames parse.vendors;
  abis = lib.mapAttrs (
    _: abi:
    removeAttrs abi [
      "_type"
      "assertions"
    ]
  ) parse.abis;
  attributes = lib.remove "_withoutFunctions" (lib.attrNames (systems.elaborate "x86_64-linux"));
  platforms = lib.mapAttrs (_: platform: if platform == null then null else outline platform) platforms;
  runs = lib.genAttrs machines (machine: lib.mapAttrs (_: runs accepted.${machine}) accepted);
}
