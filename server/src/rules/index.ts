import { deprecatedSystemAlias } from "./deprecated-system-alias.ts";
import { externalPkgsConfig } from "./external-pkgs-config.ts";
import { homeManagerOwnInstance } from "./home-manager-own-instance.ts";
import { lockOutOfStep } from "./lock-out-of-step.ts";
import { missingDeepFollows } from "./missing-deep-follows.ts";
import { missingFollows } from "./missing-follows.ts";
import { nestedInstance } from "./nested-instance.ts";
import { overlayInstance } from "./overlay-instance.ts";
import { repeatedInstance } from "./repeated-instance.ts";
import type { Rule } from "./rule.ts";
import { unreadableLock } from "./unreadable-lock.ts";

/** Every rule. */
export const rules: readonly Rule[] = [
	nestedInstance,
	repeatedInstance,
	overlayInstance,
	unreadableLock,
	lockOutOfStep,
	missingFollows,
	missingDeepFollows,
	externalPkgsConfig,
	homeManagerOwnInstance,
	deprecatedSystemAlias,
];
