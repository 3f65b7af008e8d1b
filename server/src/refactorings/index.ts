import { addAllFollows } from "./add-all-follows.ts";
import { addDeepFollows } from "./add-deep-follows.ts";
import { addFollows } from "./add-follows.ts";
import { correctSetting } from "./correct-setting.ts";
import { hoistInstance } from "./hoist-instance.ts";
import type { Refactoring } from "./refactoring.ts";
import { removeStaleFollows } from "./remove-stale-follows.ts";
import { removeUnusedInstance } from "./remove-unused-instance.ts";
import { shareInstances } from "./share-instances.ts";
import { shareOverlayInstance } from "./share-overlay-instance.ts";
import { useGlobalPkgs } from "./use-global-pkgs.ts";
import { useLegacyPackages } from "./use-legacy-packages.ts";
import { useOneInput } from "./use-one-input.ts";
import { useStdenvPlatform } from "./use-stdenv-platform.ts";

/** Every refactoring. */
export const refactorings: readonly Refactoring[] = [
	hoistInstance,
	removeUnusedInstance,
	shareInstances,
	shareOverlayInstance,
	useLegacyPackages,
	addFollows,
	addDeepFollows,
	addAllFollows,
	removeStaleFollows,
	useOneInput,
	useStdenvPlatform,
	correctSetting,
	useGlobalPkgs,
];
