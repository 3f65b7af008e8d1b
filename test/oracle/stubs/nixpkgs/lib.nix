# The smallest module system that keeps what matters here: functions called with the arguments they name, `imports`,
# specialArgs against `_module.args`, mkIf, mkMerge, mkForce and mkDefault, later modules' lists first,
# and conflicting definitions that throw.
rec {
  inherit (builtins)
    all
    attrNames
    attrValues
    concatLists
    concatMap
    elem
    filter
    foldl'
    functionArgs
    hasAttr
    head
    isAttrs
    isFunction
    isList
    isPath
    isString
    length
    listToAttrs
    map
    mapAttrs
    ;

  fix =
    f:
    let
      x = f x;
    in
    x;
  id = x: x;
  genAttrs =
    names: f:
    listToAttrs (
      map (name: {
        inherit name;
        value = f name;
      }) names
    );
  getName = package: package.pname or package.name or package;
  optional = condition: x: if condition then [ x ] else [ ];
  optionals = condition: xs: if condition then xs else [ ];
  optionalAttrs = condition: attrs: if condition then attrs else { };
  mapAttrsToList = f: attrs: map (name: f name attrs.${name}) (attrNames attrs);
  reverseList = foldl' (reversed: x: [ x ] ++ reversed) [ ];
  trim = builtins.replaceStrings [ "\n" ] [ "" ];

  systems = import ./systems.nix;

  mkIf = condition: content: {
    _type = "if";
    inherit condition content;
  };
  mkMerge = contents: {
    _type = "merge";
    inherit contents;
  };
  mkOverride = priority: content: {
    _type = "override";
    inherit priority content;
  };
  mkForce = mkOverride 50;
  mkDefault = mkOverride 1000;
  mkOption = option: option // { _type = "option"; };
  mkEnableOption = _: mkOption { default = false; };

  # One written definition as a list of { priority, value }, its mkIf, mkMerge and mkOverride resolved.
  # What an override holds is not looked at: a default that loses must not be forced.
  discharge =
    priority: value:
    let
      type = if isAttrs value then value._type or "" else "";
    in
    if type == "if" then
      (if value.condition then discharge priority value.content else [ ])
    else if type == "merge" then
      concatMap (discharge priority) value.contents
    else if type == "override" then
      [
        {
          inherit (value) priority;
          value = value.content;
        }
      ]
    else
      [ { inherit priority value; } ];

  # An attribute set that merges with others, rather than a package or something tagged.
  isPlain = value: isAttrs value && !(value ? _type) && value.type or "" != "derivation";

  isOption = option: option._type or "" == "option";

  # The value at `path`, of { priority, value } definitions, under the option (or tree of options) declared there.
  mergeDefinitions =
    path: option: written:
    let
      definitions = concatMap (d: discharge d.priority d.value) written;
      best = foldl' (least: d: if d.priority < least then d.priority else least) 100000 definitions;
      values = map (d: d.value) (filter (d: d.priority == best) definitions);
      # attribute sets merge before priorities, as the options below them do
      plain = if values != [ ] && !isPlain (head values) then [ ] else filter (d: isPlain d.value) definitions;
      name = builtins.concatStringsSep "." path;
      equal = builtins.all (value: value == head values) values;
    in
    if isOption option then
      (option.apply or id) (
        if option ? merge then
          option.merge values
        else if values != [ ] then
          mergeDefinitions path { } (
            map (value: {
              priority = 100;
              inherit value;
            }) values
          )
        else
          option.default or (throw "stub modules: option ${name} was read but never defined")
      )
    else if plain != [ ] || option != { } then
      mapAttrs (
        attr: _:
        mergeDefinitions (path ++ [ attr ]) (option.${attr} or { }) (
          concatMap (
            d:
            optional (d.value ? ${attr}) {
              inherit (d) priority;
              value = d.value.${attr};
            }
          ) plain
        )
      ) (foldl' (all: d: all // d.value) option plain)
    else if values == [ ] then
      throw "stub modules: ${name} has no value"
    else if isList (head values) then
      concatLists values
    else if length values == 1 || (!isFunction (head values) && equal) then
      head values
    else
      throw "stub modules: ${name} has conflicting definitions";

  mergeOptions =
    a: b:
    if isOption a then
      a
    else
      a // mapAttrs (name: option: if a ? ${name} then mergeOptions a.${name} option else option) b;

  evalModules =
    {
      modules,
      specialArgs ? { },
    }:
    let
      # Special arguments are there for `imports`; what `_module.args` adds is not, or the evaluation never ends.
      argumentsFor =
        module:
        let
          known = {
            inherit config options;
            lib = import ./lib.nix;
          }
          // specialArgs;
          argument =
            name: _:
            known.${name} or config._module.args.${name} or (throw "stub modules: no module argument '${name}'");
        in
        known // mapAttrs argument (functionArgs module);
      resolve =
        module:
        if isPath module || isString module then
          resolve (import module)
        else if isFunction module then
          module (argumentsFor module)
        else
          module;
      collect =
        module:
        let
          resolved = resolve module;
        in
        concatMap collect (resolved.imports or [ ]) ++ [ resolved ];
      all = concatMap collect modules;

      isLong = module: module ? config || module ? options;
      optionsOf = module: if isLong module then module.options or { } else { };
      configOf =
        module:
        if isLong module then
          module.config or { }
        else
          removeAttrs module [
            "_class"
            "_file"
            "disabledModules"
            "imports"
            "key"
          ];

      options = foldl' mergeOptions { _module.args = { }; } (map optionsOf all);
      config = mergeDefinitions [ ] options (
        map (module: {
          priority = 100;
          value = configOf module;
        }) (reverseList all)
      );
    in
    {
      inherit config options;
      inherit (config) _module;
    };

  # Everything of a configuration as what JSON can hold; packages by their output path.
  show =
    value:
    if isFunction value then
      "<function>"
    else if isList value then
      map show value
    else if !isAttrs value then
      value
    else if value.type or "" == "derivation" then
      value.outPath
    else if value._type or "" == "pkgs" then
      "<pkgs>"
    else
      mapAttrs (_: show) value;
}
