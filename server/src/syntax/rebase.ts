import type { SyntaxTree } from "./nodes.ts";

/**
 * If `fresh` has the same structure as `old` (they differ in comments and white space only), brings the positions
 * of `old` up to date with those of `fresh` and gives true; else leaves `old` as it is and gives false.
 */
export declare function rebase(old: SyntaxTree, fresh: SyntaxTree): boolean;
