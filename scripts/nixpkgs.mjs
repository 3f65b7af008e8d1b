// @ts-check
// Refreshes what the server knows of platforms from a checkout of nixpkgs, or of nix-community/nixpkgs.lib, by asking
// its lib with real Nix.
//   npm run nixpkgs -- CHECKOUT           writes server/src/nixpkgs/generated and test/nixpkgs/answers.json
//   npm run nixpkgs -- --check CHECKOUT   writes nothing; compares all that the server knows and works out with the lib
import { runBundled } from "./bundled.mjs";

await runBundled("nixpkgs", process.argv.slice(2));
