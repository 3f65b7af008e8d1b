import type { NamedPlace } from "../server/src/features/definition.ts";
import { type Inventory, inventoryOf } from "../server/src/instances/inventory.ts";
import { applyEdits, type FileEdits } from "../server/src/text/edit.ts";
import { snapshotOf } from "./pages/files.ts";
import { parseFixture } from "./pages/fixture.ts";

/** The inventory of a fixture's files. */
export function inventoryFor(fixture: string): Inventory {
	return inventoryOf(snapshotOf(parseFixture(fixture).files));
}

/** The offset of `$0` in a piece of a file's text, which stands there only once. */
export function offsetOf({ snapshot }: Inventory, path: string, marked: string): number {
	const text = snapshot.text(path) ?? "";
	const piece = marked.replace("$0", "");
	const start = text.indexOf(piece);
	if (start < 0 || text.indexOf(piece, start + 1) >= 0) throw new Error(`${path} does not hold one ‘${piece}’`);
	return start + marked.indexOf("$0");
}

/** Places as `path: line`, the name in brackets. */
export function shown({ snapshot }: Inventory, places: readonly NamedPlace[]): string[] {
	return places.map(({ path, range }) => {
		const text = snapshot.text(path) ?? "";
		const before = text.slice(0, range.start).split("\n").at(-1) ?? "";
		const after = text.slice(range.end).split("\n", 1)[0] ?? "";
		return `${path}: ${`${before}[${text.slice(range.start, range.end)}]${after}`.trim()}`;
	});
}

/** The lines that are different after an edit, as `path: line`. */
export function changedLines({ snapshot }: Inventory, edits: FileEdits): string[] {
	return [...edits].flatMap(([path, list]) => {
		const before = new Set((snapshot.text(path) ?? "").split("\n"));
		const after = applyEdits(snapshot.text(path) ?? "", list).split("\n");
		return after.filter((line) => !before.has(line)).map((line) => `${path}: ${line.trim()}`);
	});
}
