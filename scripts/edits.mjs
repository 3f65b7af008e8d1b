// @ts-check
// Edits real files at random, and compares what the server says after each edit with what it says of the same texts
// when it is started anew.
//   npm run edits -- FOLDER [--files N] [--edits N] [--seed N] [--from N]
// FOLDER holds the repositories' checkouts. One file of each is edited, N times; --from goes on with the Nth file.
import { runBundled } from "./bundled.mjs";

await runBundled("edits", process.argv.slice(2));
