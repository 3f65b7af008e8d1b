// @ts-check
// Measures the server on folders: how long it takes to open one, beside bare parsing, and to follow edits.
//   npm run bench -- [FOLDER…] [--runs N]
// Without a folder it takes the examples. Each run opens the folder in processes of its own.
import { runBundled } from "./bundled.mjs";

await runBundled("bench", process.argv.slice(2));
