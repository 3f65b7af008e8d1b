// @ts-check
// npm run package: builds, and packs what .vscodeignore lists.
//   npm run package          into flake-hoist-VERSION.vsix
//   npm run package -- FILE  into another file
import { join } from "node:path";
import { createVSIX } from "@vscode/vsce";
import { buildInto } from "../esbuild.mjs";
import { root, vsix } from "./project.mjs";

await buildInto(join(root, "dist"));

// What the extension depends on is in its bundles, so vsce need not ask npm for it.
await createVSIX({ cwd: root, packagePath: process.argv[2] ?? vsix, dependencies: false });
