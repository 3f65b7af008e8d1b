# What nixpkgs' library has of the functions that are followed, as it defines them.
let
  inherit (builtins)
    all
    any
    attrNames
    attrValues
    catAttrs
    compareVersions
    concatLists
    concatMap
    concatStringsSep
    elem
    elemAt
    filter
    foldl'
    fromJSON
    genList
    getAttr
    hasAttr
    head
    isAttrs
    isBool
    isFloat
    isInt
    isList
    isPath
    isString
    length
    lessThan
    listToAttrs
    map
    mapAttrs
    match
    partition
    readDir
    readFile
    removeAttrs
    replaceStrings
    sort
    split
    stringLength
    substring
    tail
    typeOf
    zipAttrsWith
    ;
  general = rec {
    inherit (builtins)
      pathExists
      readFile
      add
      deepSeq
      div
      lessThan
      mul
      seq
      sub
      isBool
      isFloat
      isInt
      ;
    id = x: x;
    const = x: _: x;
    flip =
      f: a: b:
      f b a;
    pipe = foldl' (x: f: f x);
    warn = msg: builtins.trace "warning: ${msg}";
    warnIf = cond: msg: if cond then warn msg else id;
    warnIfNot = cond: msg: if cond then id else warn msg;
    throwIf = cond: msg: if cond then throw msg else id;
    throwIfNot = cond: msg: if cond then id else throw msg;
    mod = base: int: base - (int * (builtins.div base int));
    min = x: y: if x < y then x else y;
    max = x: y: if x > y then x else y;
    mergeAttrs = x: y: x // y;
    boolToString = b: if b then "true" else "false";
    xor = x: y: (!x) != (!y);
    defaultTo = default: maybeValue: if maybeValue != null then maybeValue else default;
    mapNullable = f: a: if a == null then a else f a;
    isFunction = f: builtins.isFunction f || (f ? __functor && isFunction (f.__functor f));
    functionArgs =
      f:
      if f ? __functor then f.__functionArgs or (functionArgs (f.__functor f)) else builtins.functionArgs f;
    setFunctionArgs = f: args: {
      __functor = _: f;
      __functionArgs = args;
    };
    toFunction = v: if isFunction v then v else _: v;
  };
  lists = rec {
    inherit (builtins)
      all
      any
      concatLists
      concatMap
      elem
      elemAt
      filter
      foldl'
      genList
      groupBy
      head
      isList
      length
      map
      partition
      sort
      tail
      ;
    singleton = x: [ x ];
    forEach = xs: f: map f xs;
    foldr =
      op: nul: list:
      let
        go = n: if n == length list then nul else op (elemAt list n) (go (n + 1));
      in
      go 0;
    fold = foldr;
    foldl =
      op: nul: list:
      let
        go = n: if n == -1 then nul else op (go (n - 1)) (elemAt list n);
      in
      go (length list - 1);
    imap0 = f: list: genList (n: f n (elemAt list n)) (length list);
    imap1 = f: list: genList (n: f (n + 1) (elemAt list n)) (length list);
    flatten = x: if isList x then concatMap flatten x else [ x ];
    remove = e: filter (x: x != e);
    findFirst =
      pred: default: list:
      let
        found = filter pred list;
      in
      if found == [ ] then default else head found;
    findFirstIndex =
      pred: default: list:
      findFirst (n: pred (elemAt list n)) default (range 0 (length list - 1));
    count = pred: foldl' (c: x: if pred x then c + 1 else c) 0;
    optional = cond: elem: if cond then [ elem ] else [ ];
    optionals = cond: elems: if cond then elems else [ ];
    toList = x: if isList x then x else [ x ];
    range = first: last: if first > last then [ ] else genList (n: first + n) (last - first + 1);
    replicate = n: elem: genList (_: elem) n;
    sublist =
      start: count: list:
      let
        len = length list;
      in
      genList (n: elemAt list (n + start)) (
        if start >= len then
          0
        else if start + count > len then
          len - start
        else
          count
      );
    take = count: sublist 0 count;
    drop = count: list: sublist count (length list) list;
    last = list: elemAt list (length list - 1);
    init = list: take (length list - 1) list;
    reverseList =
      xs:
      let
        l = length xs;
      in
      genList (n: elemAt xs (l - n - 1)) l;
    sortOn = f: list: map (x: elemAt x 1) (sort (a: b: head a < head b) (map (x: [ (f x) x ]) list));
    zipListsWith =
      f: fst: snd:
      genList (n: f (elemAt fst n) (elemAt snd n)) (general.min (length fst) (length snd));
    zipLists = zipListsWith (fst: snd: { inherit fst snd; });
    unique = foldl' (acc: e: if elem e acc then acc else acc ++ [ e ]) [ ];
    allUnique = list: length (unique list) == length list;
    intersectLists = e: filter (x: elem x e);
    subtractLists = e: filter (x: !(elem x e));
  };
  attrsets = rec {
    inherit (builtins)
      attrNames
      attrValues
      catAttrs
      getAttr
      hasAttr
      intersectAttrs
      isAttrs
      listToAttrs
      mapAttrs
      removeAttrs
      zipAttrsWith
      ;
    nameValuePair = name: value: { inherit name value; };
    mapAttrsToList = f: attrs: map (name: f name attrs.${name}) (attrNames attrs);
    mapAttrs' = f: set: listToAttrs (mapAttrsToList f set);
    attrsToList = mapAttrsToList nameValuePair;
    genAttrs = names: f: listToAttrs (map (n: nameValuePair n (f n)) names);
    genAttrs' = xs: f: listToAttrs (map f xs);
    filterAttrs = pred: set: removeAttrs set (filter (name: !pred name set.${name}) (attrNames set));
    optionalAttrs = cond: as: if cond then as else { };
    attrVals = nameList: set: map (x: set.${x}) nameList;
    getAttrs = names: attrs: genAttrs names (name: attrs.${name});
    isDerivation = value: value.type or null == "derivation";
    mergeAttrsList = foldl' general.mergeAttrs { };
    concatMapAttrs = f: v: foldl' general.mergeAttrs { } (attrValues (mapAttrs f v));
    foldlAttrs =
      f: init: set:
      foldl' (acc: name: f acc name set.${name}) init (attrNames set);
    recursiveUpdateUntil =
      pred: lhs: rhs:
      let
        f =
          attrPath:
          zipAttrsWith (
            n: values:
            let
              here = attrPath ++ [ n ];
            in
            if length values == 1 || pred here (elemAt values 1) (head values) then
              head values
            else
              f here values
          );
      in
      f [ ] [ rhs lhs ];
    recursiveUpdate = recursiveUpdateUntil (
      _: lhs: rhs:
      !(isAttrs lhs && isAttrs rhs)
    );
    foldAttrs =
      op: nul: list:
      lists.foldr (
        n: a:
        lists.foldr (name: o: o // { ${name} = op n.${name} (a.${name} or nul); }) a (attrNames n)
      ) { } list;
    overrideExisting = old: new: mapAttrs (name: value: new.${name} or value) old;
    mapAttrsToListRecursive =
      f: set:
      let
        below =
          path: value: if isAttrs value then concatMap (n: below (path ++ [ n ]) value.${n}) (attrNames value) else [ (f path value) ];
      in
      below [ ] set;
    recurseIntoAttrs = attrs: attrs // { recurseForDerivations = true; };
    zipAttrs = zipAttrsWith (_: values: values);
    cartesianProduct =
      attrsOfLists:
      foldl' (
        listOfAttrs: attrName:
        concatMap (
          attrs: map (listValue: attrs // { ${attrName} = listValue; }) attrsOfLists.${attrName}
        ) listOfAttrs
      ) [ { } ] (attrNames attrsOfLists);
    mapCartesianProduct = f: attrsOfLists: map f (cartesianProduct attrsOfLists);
    attrByPath =
      attrPath: default: set:
      if attrPath == [ ] then
        set
      else if set ? ${head attrPath} then
        attrByPath (tail attrPath) default set.${head attrPath}
      else
        default;
    hasAttrByPath =
      attrPath: e:
      attrPath == [ ] || (e ? ${head attrPath} && hasAttrByPath (tail attrPath) e.${head attrPath});
    getAttrFromPath = attrPath: attrByPath attrPath (throw "there is no such attribute");
    setAttrByPath =
      attrPath: value:
      if attrPath == [ ] then value else { ${head attrPath} = setAttrByPath (tail attrPath) value; };
    mapAttrsRecursive = mapAttrsRecursiveCond (_: true);
    mapAttrsRecursiveCond =
      cond: f: set:
      let
        recurse =
          path:
          mapAttrs (
            name: value:
            if isAttrs value && cond value then recurse (path ++ [ name ]) value else f (path ++ [ name ]) value
          );
      in
      recurse [ ] set;
    filterAttrsRecursive =
      pred: set:
      listToAttrs (
        concatMap (
          name:
          let
            v = set.${name};
          in
          if pred name v then
            [ (nameValuePair name (if isAttrs v then filterAttrsRecursive pred v else v)) ]
          else
            [ ]
        ) (attrNames set)
      );
    collect =
      pred: attrs:
      if pred attrs then
        [ attrs ]
      else if isAttrs attrs then
        concatMap (collect pred) (attrValues attrs)
      else
        [ ];
  };
  strings = rec {
    inherit (builtins)
      compareVersions
      concatStringsSep
      isPath
      isString
      match
      replaceStrings
      split
      stringLength
      substring
      ;
    lowerChars = stringToCharacters "abcdefghijklmnopqrstuvwxyz";
    upperChars = stringToCharacters "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    concatStrings = concatStringsSep "";
    concatMapStrings = f: list: concatStrings (map f list);
    concatMapStringsSep =
      sep: f: list:
      concatStringsSep sep (map f list);
    concatMapAttrsStringSep =
      sep: f: attrs:
      concatStringsSep sep (attrValues (mapAttrs f attrs));
    inherit (builtins) fromJSON typeOf unsafeDiscardStringContext;
    concatImapStrings = f: list: concatStrings (lists.imap1 f list);
    concatImapStringsSep =
      sep: f: list:
      concatStringsSep sep (lists.imap1 f list);
    stringAsChars = f: s: concatStrings (map f (stringToCharacters s));
    concatLines = concatMapStrings (s: s + "\n");
    optionalString = cond: string: if cond then string else "";
    hasPrefix = pref: str: substring 0 (stringLength pref) str == pref;
    hasSuffix =
      suffix: content:
      let
        lenContent = stringLength content;
        lenSuffix = stringLength suffix;
      in
      lenContent >= lenSuffix && substring (lenContent - lenSuffix) lenContent content == suffix;
    hasInfix = infix: content: match ".*${escapeRegex infix}.*" "${content}" != null;
    removePrefix =
      prefix: str:
      if hasPrefix prefix str then substring (stringLength prefix) (stringLength str) str else str;
    removeSuffix =
      suffix: str:
      if hasSuffix suffix str then substring 0 (stringLength str - stringLength suffix) str else str;
    escape = list: replaceStrings list (map (c: "\\${c}") list);
    escapeRegex = escape (stringToCharacters "\\[{()^$?*+|.");
    replaceString = from: to: replaceStrings [ from ] [ to ];
    splitString = sep: s: filter isString (split (escapeRegex (toString sep)) (toString s));
    stringToCharacters = s: genList (p: substring p 1 s) (stringLength s);
    toLower = replaceStrings upperChars lowerChars;
    toUpper = replaceStrings lowerChars upperChars;
    toSentenceCase = str: toUpper (substring 0 1 str) + toLower (substring 1 (stringLength str) str);
    trim =
      s:
      let
        res = match "[ \t\r\n]*(.*[^ \t\r\n])[ \t\r\n]*" s;
      in
      optionalString (res != null) (head res);
    toInt = str: fromJSON str;
    versionOlder = v1: v2: compareVersions v2 v1 == 1;
    versionAtLeast = v1: v2: !versionOlder v1 v2;
  };
  debug = {
    inherit (builtins) addErrorContext trace;
    traceVal = x: builtins.trace x x;
  };
  asserts.assertMsg = pred: msg: pred || throw msg;
  versions = {
    inherit (builtins) splitVersion;
  };
  filesystem = rec {
    inherit (builtins) readDir;
    pathType = path: (readDir (dirOf path)).${baseNameOf path};
    pathIsDirectory = path: builtins.pathExists path && pathType path == "directory";
    pathIsRegularFile = path: builtins.pathExists path && pathType path == "regular";
    listFilesRecursive =
      let
        below =
          dir:
          attrsets.mapAttrsToList (
            name: type: if type == "directory" then below (dir + "/${name}") else dir + "/${name}"
          ) (readDir dir);
      in
      dir: lists.flatten (below dir);
  };
  files = {
    importJSON = path: fromJSON (readFile path);
    fileContents = path: strings.removeSuffix "\n" (readFile path);
  };
  modules = rec {
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
    mkOptionDefault = mkOverride 1500;
    mkDefault = mkOverride 1000;
    mkImageMediaOverride = mkOverride 60;
    mkForce = mkOverride 50;
    mkVMOverride = mkOverride 10;
    mkOrder = priority: content: {
      _type = "order";
      inherit priority content;
    };
    mkBefore = mkOrder 500;
    mkAfter = mkOrder 1500;
    setDefaultModuleLocation = file: m: {
      _file = file;
      imports = [ m ];
    };
    importApply = modulePath: staticArg: setDefaultModuleLocation modulePath (import modulePath staticArg);
    mkRemovedOptionModule = _: _: { ... }: { };
    mkRenamedOptionModule = _: _: { ... }: { };
  };
  fixedPoints = rec {
    fix =
      f:
      let
        x = f x;
      in
      x;
    extends =
      overlay: f: final:
      let
        prev = f final;
      in
      prev // overlay final prev;
    composeExtensions =
      f: g: final: prev:
      let
        fApplied = f final prev;
      in
      fApplied // g final (prev // fApplied);
    composeManyExtensions = lists.foldr composeExtensions (_: _: { });
    makeExtensible =
      rattrs:
      fix (
        self:
        rattrs self
        // {
          extend = f: makeExtensible (extends f rattrs);
          __unfix__ = rattrs;
        }
      );
  };
  customisation = rec {
    makeOverridable =
      f:
      let
        mirrorArgs = g: general.setFunctionArgs g (general.functionArgs f);
        call =
          origArgs:
          let
            result = f origArgs;
            override = mirrorArgs (
              newArgs:
              makeOverridable f (origArgs // (if general.isFunction newArgs then newArgs origArgs else newArgs))
            );
          in
          if isAttrs result then
            result
            // {
              inherit override;
              overrideDerivation = _: throw "not needed here";
            }
          else if general.isFunction result then
            general.setFunctionArgs result (general.functionArgs result) // { inherit override; }
          else
            result;
      in
      if isAttrs f then f // mirrorArgs call else mirrorArgs call;
    callPackageWith =
      autoArgs: fn: args:
      let
        f = if general.isFunction fn then fn else import fn;
      in
      makeOverridable f (builtins.intersectAttrs (general.functionArgs f) autoArgs // args);
  };
  parts = {
    inherit
      asserts
      attrsets
      customisation
      debug
      fixedPoints
      filesystem
      lists
      modules
      versions
      ;
    path = {
      append = path: subpath: path + ("/" + subpath);
      hasPrefix = folder: path: folder == path || strings.hasPrefix (toString folder + "/") (toString path);
    };
    strings = strings // {
      inherit (files) fileContents;
    };
    trivial = general // {
      inherit (files) importJSON;
    };
  };
in
removeAttrs
  (fixedPoints.makeExtensible (
    _:
    parts
    // general
    // debug
    // asserts
    // lists
    // attrsets
    // strings
    // filesystem
    // files
    // modules
    // fixedPoints
    // customisation
  ))
  [
    "findFirstIndex"
    "importApply"
    "listFilesRecursive"
  ]
