import type { Place } from "../flake/value.ts";
import { type Emulator, emulatorsOf } from "../instances/emulators.ts";
import type { Inventory } from "../instances/inventory.ts";
import { keptByRevision } from "../instances/kept-by-revision.ts";
import { type MadePackages, madePackages } from "../instances/made-packages.ts";
import { hostName } from "../instances/module-hosts.ts";
import { elaborate } from "../nixpkgs/platforms/elaborate.ts";
import type { Finding, Related, Rule } from "./rule.ts";
import { writtenPath } from "./written-path.ts";

/** A system for which one machine builds packages in two ways, so that it builds everything twice. */
export const emulatedAndCross: Rule = {
	name: "emulated-and-cross",
	*check(inventory: Inventory): Iterable<Finding> {
		for (const twice of builtTwice(inventory)) yield finding(twice);
	},
};

/** Packages for one system in two ways. */
interface Twice {
	readonly cross: MadePackages;
	/** Those that are made as if on the system itself. */
	readonly native: MadePackages;
	readonly emulator: Emulator;
}

const builtTwice = keptByRevision((inventory): readonly Twice[] => {
	const emulators = emulatorsOf(inventory);
	if (emulators.length === 0) return [];
	const made = madePackages(inventory);
	const seen = new Set<Place["node"]>();
	return made.filter(isCross).flatMap((cross) => {
		const native = made.find((each) => !isCross(each) && isForSame(each, cross));
		const emulator = emulators.find((each) => emulates(each, cross));
		if (native === undefined || emulator === undefined || seen.has(cross.place.node)) return [];
		seen.add(cross.place.node);
		return [{ cross, native, emulator }];
	});
});

function isCross({ build, run }: MadePackages): boolean {
	return build.config !== run.config;
}

function isForSame(a: MadePackages, b: MadePackages): boolean {
	return a.flake === b.flake && a.run.config === b.run.config;
}

/** True if the machine that cross-compiles packages could build them in its emulator too. */
function emulates({ flake, machine, emulated }: Emulator, { flake: other, build, run }: MadePackages): boolean {
	const target = elaborate(emulated);
	return flake === other && machine === build.config && "platform" in target && target.platform.config === run.config;
}

function finding({ cross, native, emulator }: Twice): Finding {
	const { system } = cross.run;
	const [here, there] = [cross, native].map(({ host }) => (host === undefined ? "" : ` of ${hostName(host)}`));
	return {
		rule: emulatedAndCross.name,
		severity: "information",
		path: cross.place.file,
		range: writtenPath(cross.place.node),
		message: `The packages${here} for ${system} are cross-compiled, while others${there} are made on it, which ${hostName(emulator.host)} emulates. They share nothing: what both need is built twice.`,
		related: [
			related(native.place, `These packages are built on ${system}, or in an emulator of it`),
			related(emulator.place, `${hostName(emulator.host)} emulates ${system}`),
		],
	};
}

function related({ file, node }: Place, message: string): Related {
	return { path: file, range: writtenPath(node), message };
}
