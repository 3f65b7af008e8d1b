import type { Inventory } from "../../server/src/instances/inventory.ts";
import { roleOf } from "../../server/src/instances/role.ts";
import { LineIndex } from "../../server/src/text/line-index.ts";
import type { Label } from "./labels.ts";

/** How the sites of one role fared, by the label's role; those that no label has are counted by the role reported. */
export interface Row {
	labelled: number;
	found: number;
	missed: number;
	extra: number;
	roleRight: number;
}

/** Counts by the names of their rows. */
export type Table = Map<string, Row>;

/** Compares what the inventory has with the labels of the same repository, and counts it into `table`. */
export function compare(
	inventory: Inventory,
	folder: string,
	labels: readonly Label[],
	table: Table,
	say: (line: string) => void,
): void {
	const imports = inventory.sites.filter(({ spelling }) => spelling === "import");
	const unclaimed = new Set(imports);
	const where = (path: string, offset: number) => {
		const { line } = new LineIndex(inventory.snapshot.text(path) ?? "").position(offset);
		return `${folder}${path}:${line + 1}`;
	};
	for (const label of labels) {
		const row = rowOf(table, label.role);
		row.labelled++;
		const site = imports.find(
			({ path, node }) => path === label.path && node.start === label.start && node.end === label.end,
		);
		if (site === undefined) {
			row.missed++;
			say(`missed  ${where(label.path, label.start)}  ${label.role}`);
			continue;
		}
		unclaimed.delete(site);
		row.found++;
		const role = roleOf(inventory, site);
		if (role === label.role) row.roleRight++;
		else say(`role    ${where(label.path, label.start)}  ${label.role} in the labels, ${role} here`);
	}
	for (const site of unclaimed) {
		const role = roleOf(inventory, site);
		rowOf(table, role).extra++;
		say(`extra   ${where(site.path, site.node.start)}  ${role}`);
	}
}

function rowOf(table: Table, role: string): Row {
	const known = table.get(role);
	if (known !== undefined) return known;
	const row: Row = { labelled: 0, found: 0, missed: 0, extra: 0, roleRight: 0 };
	table.set(role, row);
	return row;
}

/** The sum of all rows. */
export function total(table: Table): Row {
	const sum: Row = { labelled: 0, found: 0, missed: 0, extra: 0, roleRight: 0 };
	for (const row of table.values()) {
		sum.labelled += row.labelled;
		sum.found += row.found;
		sum.missed += row.missed;
		sum.extra += row.extra;
		sum.roleRight += row.roleRight;
	}
	return sum;
}
