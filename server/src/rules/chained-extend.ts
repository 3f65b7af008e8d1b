import type { Snapshot } from "../flake/snapshot.ts";
import { isKnown, type Site } from "../instances/site.ts";
import { unparenthesized } from "../syntax/attrs.ts";
import type { Expression } from "../syntax/nodes.ts";
import { contains } from "../text/range.ts";
import { replaced } from "./mends.ts";
import type { Finding, Mend, Rule } from "./rule.ts";

/** `(pkgs.extend a).extend b`: a package set that is made only to be extended again. */
export const chainedExtend: Rule = {
	name: "chained-extend",
	check({ otherSites, snapshot }) {
		const extensions = otherSites.filter((site) => isExtension(site) && isKnown(site));
		const extended = new Set(extensions.map(extendedBy));
		const places = new Set<Expression>(extensions.map(({ node }) => node));
		// Of a longer chain, the last one stands for all.
		const last = extensions.filter((site) => places.has(extendedBy(site)) && !extended.has(site.node));
		return last.map((site) => finding(site, mendOf(site, extensions, snapshot)));
	},
};

function finding({ path, source }: Site, mend: Mend | undefined): Finding {
	const name = source.kind === "select" ? (source.path.attrs.at(-1) ?? source) : source;
	return {
		rule: chainedExtend.name,
		severity: "information",
		path,
		range: { start: name.start, end: name.end },
		message:
			"Each of these calls evaluates the package set anew. One ‘appendOverlays [ … ]’ adds all overlays at once.",
		related: [],
		mend,
	};
}

/** One call in the place of a chain. A comment in it would be lost, and a list that has a name may hold anything. */
function mendOf(last: Site, extensions: readonly Site[], snapshot: Snapshot): Mend | undefined {
	const { text, tree } = snapshot.file(last.path) ?? {};
	if (text === undefined || tree?.comments.some((comment) => contains(last.node, comment)) !== false) return undefined;
	const overlays: string[] = [];
	let extended: Expression = last.node;
	for (let site: Site | undefined = last; site !== undefined; site = extensions.find(({ node }) => node === extended)) {
		const added = overlaysOf(site);
		if (added === undefined) return undefined;
		overlays.unshift(...added.map(({ start, end }) => text.slice(start, end)));
		extended = extendedBy(site);
	}
	const { start, end } = extended.parent?.kind === "parenthesized" ? extended.parent : extended;
	const newText = `${text.slice(start, end)}.appendOverlays [ ${overlays.join(" ")} ]`;
	return { title: "Add all overlays at once", change: { edits: [replaced(last.node, newText)] } };
}

/** The overlays that one call adds, as they are written. */
function overlaysOf({ spelling, argument }: Site): readonly Expression[] | undefined {
	if (argument === undefined || spelling === "extend") return argument && [argument];
	const list = unparenthesized(argument);
	return list.kind === "list" ? list.elements : undefined;
}

/** True for `extend` and `appendOverlays`. */
function isExtension({ spelling }: Site): boolean {
	return spelling === "extend" || spelling === "append-overlays";
}

/** The package set that an extension is called on, as it is written. */
function extendedBy({ source }: Site): Expression {
	return source.kind === "select" && source.path.attrs.length === 1 ? unparenthesized(source.target) : source;
}
