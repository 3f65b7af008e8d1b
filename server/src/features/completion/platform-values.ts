import { stringOf } from "../../flake/value.ts";
import type { Inventory } from "../../instances/inventory.ts";
import { type Architecture, architectures, architecturesFor } from "../../nixpkgs/architectures.ts";
import { examples } from "../../nixpkgs/examples.ts";
import { elaborate } from "../../nixpkgs/platforms/elaborate.ts";
import { systems } from "../../nixpkgs/systems.ts";
import type { Completion } from "./completion-item.ts";
import type { Destination } from "./destination.ts";
import { textGiven } from "./written-names.ts";

/** The systems that are used most; the others follow as nixpkgs has them. */
const commonSystems = ["x86_64-linux", "aarch64-linux", "aarch64-darwin", "x86_64-darwin", "riscv64-linux"];

/** The triples that are used most; the others follow by name. */
const commonTriples = [
	"aarch64-unknown-linux-gnu",
	"x86_64-unknown-linux-musl",
	"aarch64-unknown-linux-musl",
	"riscv64-unknown-linux-gnu",
	"armv7l-unknown-linux-gnueabihf",
	"armv6l-unknown-linux-gnueabihf",
	"x86_64-w64-mingw32",
	"x86_64-unknown-linux-gnu",
	"i686-unknown-linux-gnu",
	"aarch64-none-elf",
	"arm-none-eabi",
	"riscv32-none-elf",
	"wasm32-unknown-wasi",
];

/** All systems, first those of the hosts that the workspace builds. */
export function systemNames({ flakes }: Inventory): readonly Completion[] {
	const used = flakes.flatMap(({ hosts }) => hosts.flatMap(({ system }) => stringOf(system.force()) ?? []));
	const known = used.filter((name) => systems.has(name));
	const names = [...new Set([...known, ...commonSystems, ...systems.keys()])];
	return names.map((label) => ({
		label,
		kind: "system" as const,
		detail: used.includes(label)
			? "system of a host here"
			: systems.get(label)?.flakeExposed
				? "system of the nixpkgs flake"
				: "system",
		newText: label,
		documented: { topic: ["platform", label] as const },
	}));
}

/** The triples of nixpkgs' example platforms. */
export function triples(): readonly Completion[] {
	const byTriple = new Map<string, string[]>(commonTriples.map((triple) => [triple, []]));
	for (const { name, config, instead } of examples.values()) {
		if (instead === undefined) byTriple.set(config, [...(byTriple.get(config) ?? []), name]);
	}
	return [...byTriple].map(([label, names]) => ({
		label,
		kind: "system" as const,
		detail: names.join(", "),
		newText: label,
		documented: { topic: ["platform", label] as const },
	}));
}

/** The names of nixpkgs' example platforms. */
export function exampleNames(): readonly Completion[] {
	const common = (triple: string) => (commonTriples.indexOf(triple) + commonTriples.length) % commonTriples.length;
	const current = [...examples.values()].filter(({ instead }) => instead === undefined);
	return current
		.sort((one, other) => common(one.config) - common(other.config))
		.map(({ name, config }) => ({
			label: name,
			kind: "value" as const,
			detail: config,
			newText: name,
			documented: { topic: ["example", name] as const },
		}));
}

/** The architectures that fit the processor of the platform that is being written, or all if that is not known; families of processors first. */
export function architectureNames({ path: [platform = ""], around }: Destination): readonly Completion[] {
	const name = textGiven(around, [platform, "config"]) ?? textGiven(around, [platform, "system"]);
	const elaborated = name === undefined ? undefined : elaborate(name);
	const cpu = elaborated !== undefined && "platform" in elaborated ? elaborated.platform.cpu : undefined;
	const fitting = cpu === undefined ? [...architectures.values()] : architecturesFor(cpu);
	const isGeneral = ({ name }: Architecture) => /^(x86-64|armv|rv)/.test(name);
	const sorted = [...fitting.filter(isGeneral), ...fitting.filter((architecture) => !isGeneral(architecture))];
	return sorted.map(({ name, features }) => ({
		label: name,
		kind: "value" as const,
		detail: features.join(", "),
		newText: name,
		documented: { topic: ["architecture", name] as const },
	}));
}
