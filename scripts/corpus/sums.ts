import type { FaultKind } from "./faults.ts";
import type { ClosedSite, Proof } from "./proof.ts";
import type { Recorded } from "./recorded.ts";

/** What came of every refactoring in all repositories. */
export interface Sums {
	/** By refactoring. */
	offered: Record<string, number>;
	refused: Record<string, number>;
	/** By reason, without the names and numbers in it. */
	reasons: Record<string, number>;
	/** Changes made one after the other until there were no more. */
	together: number;
	faults: Record<FaultKind, number>;
	/** What came of the module sites whose call depends on the module for nothing but the system. */
	closed: Record<ClosedSite["outcome"], number>;
}

/** Sums with nothing counted yet. */
export function noSums(): Sums {
	return {
		offered: {},
		refused: {},
		reasons: {},
		together: 0,
		faults: { parse: 0, unbound: 0, "new finding": 0, "leftover finding": 0, "no end": 0 },
		closed: { hoisted: 0, removed: 0, refused: 0, silent: 0 },
	};
}

/** Counts what came of one repository. */
export function add(sums: Sums, { answers, together, faults, closed }: Proof): void {
	for (const { refactoring, refusal } of answers) {
		count(refusal === undefined ? sums.offered : sums.refused, refactoring.name);
		if (refusal !== undefined) count(sums.reasons, withoutNames(refusal));
	}
	sums.together += together;
	for (const { kind } of faults) count(sums.faults, kind);
	for (const { outcome } of closed) count(sums.closed, outcome);
}

function count(numbers: Record<string, number>, name: string): void {
	numbers[name] = (numbers[name] ?? 0) + 1;
}

/** A reason as it is the same for all that have it: quoted names, host names, files and numbers are left out. */
function withoutNames(reason: string): string {
	return reason
		.replace(/‘[^’]*’/g, "‘…’")
		.replace(/ \([^()]*\)/g, "")
		.replace(/\bof (?:\S+, )*\S+ (?=are|holds|is\b)/g, "of … ")
		.replace(/\S+\.nix/g, "….nix")
		.replace(/\d+/g, "N");
}

/** The sums for people. */
export function formatSums(sums: Sums): string {
	const names = sorted({ ...sums.offered, ...sums.refused });
	const width = Math.max(...names.map(([name]) => name.length), 0);
	const { hoisted, removed, refused, silent } = sums.closed;
	const used = hoisted + refused + silent;
	return [
		...names.map(([name]) =>
			[
				name.padEnd(width),
				`${sums.offered[name] ?? 0} offered`.padStart(12),
				`${sums.refused[name] ?? 0} refused`.padStart(12),
			].join("  "),
		),
		"",
		...sorted(sums.reasons).map(([reason, times]) => `${String(times).padStart(4)}  ${reason}`),
		"",
		`${sums.together} changes made one after the other, until there were no more`,
		sorted(sums.faults)
			.map(([kind, times]) => `${kind}: ${times}`)
			.join(", "),
		`Of ${used} module sites in use whose call is closed but for the system, in modules that hosts are known to have, ` +
			`${hoisted} are hoisted (${((100 * hoisted) / Math.max(used, 1)).toFixed(1)} %), ${refused} refused, ${silent} not offered; ` +
			`${removed} more are removed, as nothing uses them`,
	].join("\n");
}

/** What is kept of the sums, in an order that does not rest on which repository comes first. */
export function recordOf({ offered, refused, reasons, together, faults, closed }: Sums): Recorded {
	const tables: Recorded = { offered, refused, reasons, together: { changes: together }, faults, closed };
	return Object.fromEntries(
		Object.entries(tables).map(([name, numbers]) => [name, Object.fromEntries(sorted(numbers))]),
	);
}

function sorted(numbers: Readonly<Record<string, number>>): readonly [string, number][] {
	return Object.entries(numbers).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
