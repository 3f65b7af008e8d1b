import { hoistInstance } from "./hoist-instance.ts";
import type { Refactoring } from "./refactoring.ts";

/** Every refactoring. */
export const refactorings: readonly Refactoring[] = [hoistInstance];
