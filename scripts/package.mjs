// @ts-check
// npm run package: builds, and packs what .vscodeignore lists.
//   npm run package          into flake-hoist-VERSION.vsix
//   npm run package -- FILE  into another file
import { createVSIX } from "@vscode/vsce";
import { root, vsix } from "./project.mjs";
import "../esbuild.mjs";

// What the extension depends on is in its bundles, so vsce need not ask npm for it.
await createVSIX({ cwd: root, packagePath: process.argv[2] ?? vsix, dependencies: false });
