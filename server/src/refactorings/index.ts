import { hoistInstance } from "./hoist-instance.ts";
import type { Refactoring } from "./refactoring.ts";
import { removeUnusedInstance } from "./remove-unused-instance.ts";
import { shareInstances } from "./share-instances.ts";
import { useLegacyPackages } from "./use-legacy-packages.ts";

/** Every refactoring. */
export const refactorings: readonly Refactoring[] = [
	hoistInstance,
	removeUnusedInstance,
	shareInstances,
	useLegacyPackages,
];
