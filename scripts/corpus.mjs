// @ts-check
// Makes every change that is offered in real repositories, each alone and all together, and counts what comes of it.
// With labels, also compares the inventory with sites that people have checked by hand.
//   npm run corpus -- FOLDER [--labels FILE] [--verbose] [--record]
// FOLDER holds the repositories' checkouts, each named owner+name. FILE has one JSON object a line for each site:
// repo, file, start and end (UTF-16), role. --verbose lists each answer and what differs from the labels, --record keeps
// the tables to compare with.
import { runBundled } from "./bundled.mjs";

await runBundled("corpus", process.argv.slice(2));
