/** The nixpkgs manual, to which an anchor is added. */
export const MANUAL = "https://nixos.org/manual/nixpkgs/unstable/";
