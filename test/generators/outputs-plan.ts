import fc from "fast-check";
import { type SitePlan, sites, usually } from "./site-plan.ts";

/** How outputs are written for each system. */
const systemShapes = [
	"list",
	"systems",
	"function",
	"function-of-set",
	"packages",
	"inline",
	"inline-systems",
	"list-to-attrs",
	"map-attrs",
	"flake-utils",
	"flake-utils-default",
	"one",
	"literal",
] as const;

/** How an output comes to its instance. */
const outputForms = [
	"let",
	"inline",
	"with",
	"nested",
	"inherit",
	"function",
	"function-of-set",
	"alias",
	"set",
	"file",
	"file-curried",
] as const;

/** Something that a flake puts out, which is made from an instance. */
export interface OutputPlan {
	readonly output: "packages" | "devShells" | "checks";
	readonly form: (typeof outputForms)[number];
	readonly site: SitePlan;
}

/** An overlay that makes an instance. */
export interface OverlayPlan {
	readonly place: "output" | "let" | "list" | "file" | "folder" | "module";
	readonly names: readonly [final: string, prev: string];
	/** Which of the two gives the system. */
	readonly given: 0 | 1;
	readonly form: "attribute" | "let" | "inherit" | "package" | "twice";
	readonly site: SitePlan;
	/** Who has the overlay, if it is not written in a module. */
	readonly users: "hosts" | "package" | "both";
	/** True if a module that it is written in binds it to a name. */
	readonly bound: boolean;
}

/** The instances that a flake makes outside of modules. */
export interface OutputsPlan {
	readonly systems: (typeof systemShapes)[number];
	readonly outputs: readonly OutputPlan[];
	/** An instance that hosts are passed. */
	readonly passed: SitePlan | undefined;
	readonly overlay: OverlayPlan | undefined;
}

/** A flake that makes instances in modules alone. */
export const noOutputs: OutputsPlan = { systems: "list", outputs: [], passed: undefined, overlay: undefined };

/** One of few instances, however it is spelled. */
const similar: fc.Arbitrary<SitePlan> = fc
	.record({
		site: sites,
		source: usually("own", "unstable"),
		unfree: usually(false, true),
		config: fc.constantFrom("dotted", "set", "lines", "beside"),
		overlaid: usually(false, true),
		overlays: fc.constantFrom("inline", "lines", "file", "folder", "beside"),
		empty: fc.constantFrom("none", "empty"),
		system: usually(undefined, "literal"),
		cross: fc.constantFrom("none", "none", "none", "double", "triple"),
	})
	.map(({ site, source, cross, unfree, config, overlaid, overlays, empty, system }) => ({
		...site,
		source,
		cross,
		system: system ?? (site.system === "literal" ? "special" : site.system),
		config: unfree ? config : "none",
		overlays: overlaid ? overlays : empty,
	}));

const outputs: fc.Arbitrary<OutputPlan> = fc.record({
	output: fc.constantFrom("packages", "devShells", "checks"),
	form: fc.constantFrom(...outputForms),
	site: similar,
});

const overlays: fc.Arbitrary<OverlayPlan> = fc.record({
	place: fc.constantFrom("output", "let", "list", "file", "folder", "module", "module"),
	names: fc.constantFrom(["final", "prev"], ["self", "super"], ["final", "_prev"], ["_final", "prev"]),
	given: fc.constantFrom(0, 1),
	form: fc.constantFrom("attribute", "let", "inherit", "package", "twice"),
	site: similar,
	users: fc.constantFrom("hosts", "package", "both"),
	bound: fc.boolean(),
});

export const outputsPlans: fc.Arbitrary<OutputsPlan> = fc.record({
	systems: fc.constantFrom(...systemShapes),
	outputs: fc.array(outputs, { maxLength: 4 }),
	passed: fc.option(similar, { nil: undefined }),
	overlay: fc.option(overlays, { nil: undefined }),
});
