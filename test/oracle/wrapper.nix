# The flake that asks the flake under test for everything that a user would build from it.
{
  inputs.subject.url = "path:@subject@";

  outputs =
    { self, subject }:
    let
      each = f: builtins.mapAttrs (_: f);
      built = each (value: value.drvPath);
      systems = each (host: host.config.system.build.toplevel.drvPath);
    in
    {
      values = {
        nixosConfigurations = systems (subject.nixosConfigurations or { });
        darwinConfigurations = systems (subject.darwinConfigurations or { });
        colmenaHive = built (subject.colmenaHive.toplevel or { });
        homeConfigurations = each (home: home.activationPackage.drvPath) (subject.homeConfigurations or { });
        packages = each built (subject.packages or { });
        devShells = each built (subject.devShells or { });
        checks = each built (subject.checks or { });
        formatter = built (subject.formatter or { });
      };
    };
}
