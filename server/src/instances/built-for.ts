import { definitions, strongest } from "../flake/definitions.ts";
import type { Host } from "../flake/host.ts";
import { type Instance, instanceOf } from "../flake/instance.ts";
import { isSet, toJson } from "../flake/plain-data.ts";
import { attribute } from "../flake/select.ts";
import { type Attrs, stringOf, type Value } from "../flake/value.ts";
import { examples } from "../nixpkgs/examples.ts";
import { elaborate, type Platform, type PlatformValue } from "../nixpkgs/platforms/elaborate.ts";
import { unparenthesized } from "../syntax/attrs.ts";
import type { Expression } from "../syntax/nodes.ts";

/** Where the packages of an instance are built, and where they run. */
export interface BuiltFor {
	readonly build: Platform;
	readonly run: Platform;
}

/** The platforms of an instance; undefined if they are not known. */
export function builtFor(instance: Instance): BuiltFor | undefined {
	const { spelling, base, argument } = instance;
	const given = argument?.force();
	if (spelling === "variant") return base === undefined ? undefined : variantOf(base, stringOf(given ?? noValue));
	if (base !== undefined) return builtFor(base);
	if (given?.kind !== "attrs" || given.open !== undefined) return undefined;
	return together(buildPlatformIn(given), platformIn(given, "crossSystem"));
}

/** The system double that the packages of an instance are built on; undefined if it is not known. */
export function builtOn(instance: Instance): string | undefined {
	const known = kept.get(instance) ?? { system: findBuiltOn(instance) };
	kept.set(instance, known);
	return known.system;
}

/** What it rests on has been looked at, so that an edit of it makes another instance. */
const kept = new WeakMap<Instance, { readonly system: string | undefined }>();

function findBuiltOn({ base, argument }: Instance): string | undefined {
	if (base !== undefined) return builtOn(base);
	const given = argument?.force();
	const platform = given?.kind === "attrs" ? buildPlatformIn(given) : undefined;
	return platform === undefined || platform === unclear ? undefined : elaborated(platform)?.system;
}

const noValue: Value = { kind: "scalar", value: null };

/** `pkgsCross.name`; what other variants are built for is another question. */
function variantOf(base: Instance, name = ""): BuiltFor | undefined {
	const example = examples.get(/^pkgsCross\.(.+)$/.exec(name)?.[1] ?? "");
	const build = builtFor(base)?.build;
	const run = example && elaborated(example.platform);
	return build && run && { build, run };
}

/** The platforms of the packages that a NixOS host gets; undefined if they are not known. */
export function hostBuiltFor(host: Host): BuiltFor | undefined {
	const instance = instanceOf(host.pkgs.force());
	if (instance !== undefined && instance.spelling !== "host") return builtFor(instance);
	const graph = host.graph();
	if (host.kind !== "nixos" || instance === undefined || graph.gaps.length > 0) return undefined;
	const option = (name: string): Given => {
		const found = strongest(definitions(graph, ["nixpkgs", name]));
		return found && platformOf(found, undefined);
	};
	const run = option("hostPlatform");
	if (run !== undefined) return together(option("buildPlatform") ?? run, run);
	const called = attribute(host.argument.force(), "system");
	const build = option("localSystem") ?? option("system") ?? (called && platformOf(called, undefined));
	return together(build, option("crossSystem"));
}

/** A platform that is given; `unclear` if it is not known which, undefined if none is. */
type Given = PlatformValue | typeof unclear | undefined;

const unclear = Symbol("a platform that is not known");

/** Two platforms, of which the second is the first if it is not given. */
function together(build: Given, run: Given): BuiltFor | undefined {
	if (build === undefined || build === unclear || run === unclear) return undefined;
	const [on, off] = [elaborated(build), elaborated(run ?? build)];
	return on && off && { build: on, run: off };
}

function buildPlatformIn(given: Attrs): Given {
	return platformIn(given, "localSystem") ?? platformIn(given, "system");
}

function platformIn(given: Attrs, name: string): Given {
	const slot = given.entries.get(name);
	if (slot === undefined) return undefined;
	return slot.doubt === undefined ? platformOf(slot.thunk.force(), slot.thunk.origin?.expression) : unclear;
}

function platformOf(value: Value, written: Expression | undefined): Given {
	const json = toJson(value);
	if (json === null) return undefined;
	if (typeof json === "string" || isSet(json)) return json;
	return (written && exampleWritten(written)) ?? unclear;
}

/** `lib.systems.examples.name`, which the evaluation does not know. */
function exampleWritten(expression: Expression): PlatformValue | undefined {
	const written = unparenthesized(expression);
	if (written.kind !== "select") return undefined;
	const [systems, list, name] = written.path.attrs.slice(-3).map((attr) => attr.name);
	return systems === "systems" && list === "examples" ? examples.get(name ?? "")?.platform : undefined;
}

function elaborated(value: PlatformValue): Platform | undefined {
	const elaboration = elaborate(value);
	return "platform" in elaboration ? elaboration.platform : undefined;
}
