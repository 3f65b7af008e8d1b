import { chainedExtend } from "./chained-extend.ts";
import { configWrongType } from "./config-wrong-type.ts";
import { deprecatedSystemAlias } from "./deprecated-system-alias.ts";
import { emulatedAndCross } from "./emulated-and-cross.ts";
import { externalPkgsConfig } from "./external-pkgs-config.ts";
import { gccReplacesDefault } from "./gcc-replaces-default.ts";
import { globalOverlayRebuilds } from "./global-overlay-rebuilds.ts";
import { homeManagerOwnInstance } from "./home-manager-own-instance.ts";
import { lockOutOfStep } from "./lock-out-of-step.ts";
import { lookupPathInFlake } from "./lookup-path-in-flake.ts";
import { missingDeepFollows } from "./missing-deep-follows.ts";
import { missingFollows } from "./missing-follows.ts";
import { missingSystem } from "./missing-system.ts";
import { moduleConfigAsConfig } from "./module-config-as-config.ts";
import { nestedInstance } from "./nested-instance.ts";
import { overlayInstance } from "./overlay-instance.ts";
import { overlayNotAFunction } from "./overlay-not-a-function.ts";
import { overlaysNotAList } from "./overlays-not-a-list.ts";
import { removedPlatformAttribute } from "./removed-platform-attribute.ts";
import { repeatedInstance } from "./repeated-instance.ts";
import type { Rule } from "./rule.ts";
import { specialArgsPkgs } from "./special-args-pkgs.ts";
import { systemAndConfig } from "./system-and-config.ts";
import { systemAndLocalSystem } from "./system-and-local-system.ts";
import { systemNotAString } from "./system-not-a-string.ts";
import { unfreeNotInherited } from "./unfree-not-inherited.ts";
import { unknownArchitecture } from "./unknown-architecture.ts";
import { unknownArgument } from "./unknown-argument.ts";
import { unknownConfigOption } from "./unknown-config-option.ts";
import { unknownPlatform } from "./unknown-platform.ts";
import { unknownPlatformAttribute } from "./unknown-platform-attribute.ts";
import { unknownSystem } from "./unknown-system.ts";
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
	moduleConfigAsConfig,
	systemAndLocalSystem,
	missingSystem,
	lookupPathInFlake,
	overlaysNotAList,
	overlayNotAFunction,
	systemNotAString,
	removedPlatformAttribute,
	configWrongType,
	unknownArgument,
	unknownConfigOption,
	unknownPlatformAttribute,
	unknownSystem,
	unknownPlatform,
	unknownArchitecture,
	systemAndConfig,
	gccReplacesDefault,
	specialArgsPkgs,
	chainedExtend,
	globalOverlayRebuilds,
	unfreeNotInherited,
	emulatedAndCross,
];
