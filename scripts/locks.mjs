// @ts-check
// Compares what the server counts in real flake.lock files with what Nix and a second reader count.
//   npm run locks -- FOLDER
// FOLDER holds the repositories' checkouts. Nix is asked without a network; for locks that it can't read so, because
// they are out of step with flake.nix or newer than it, the second reader is all there is.
import { runBundled } from "./bundled.mjs";

await runBundled("locks", process.argv.slice(2));
