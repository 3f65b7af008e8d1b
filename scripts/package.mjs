// @ts-check
// npm run package: builds, and packs what .vscodeignore lists into flake-hoist-VERSION.vsix.
import { createVSIX } from "@vscode/vsce";
import { root, vsix } from "./project.mjs";
import "../esbuild.mjs";

// What the extension depends on is in its bundles, so vsce need not ask npm for it.
await createVSIX({ cwd: root, packagePath: vsix, dependencies: false });
