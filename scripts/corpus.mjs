// @ts-check
// Compares the inventory with sites that people have checked by hand in real repositories.
//   npm run corpus -- FOLDER --labels FILE [--verbose] [--record]
// FOLDER holds the repositories' checkouts, each named owner+name. FILE has one JSON object a line for each site:
// repo, file, start and end (UTF-16), role. --verbose lists what differs, --record keeps the table to compare with.
import { runBundled } from "./bundled.mjs";

await runBundled("corpus", process.argv.slice(2));
