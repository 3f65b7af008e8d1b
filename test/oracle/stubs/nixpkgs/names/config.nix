# `motto` and `note` stand for what a user's own packages read.
[
  "allowAliases"
  "allowBroken"
  "allowInsecurePredicate"
  "allowUnfree"
  "allowUnfreePackages"
  "allowUnfreePredicate"
  "allowUnsupportedSystem"
  "cudaSupport"
  "motto"
  "note"
  "packageOverrides"
  "permittedInsecurePackages"
  "pulseaudio"
  "rocmSupport"
]
