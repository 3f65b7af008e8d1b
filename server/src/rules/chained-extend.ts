import { isKnown, type Site } from "../instances/site.ts";
import { unparenthesized } from "../syntax/attrs.ts";
import type { Expression } from "../syntax/nodes.ts";
import type { Finding, Rule } from "./rule.ts";

/** `(pkgs.extend a).extend b`: a package set that is made only to be extended again. */
export const chainedExtend: Rule = {
	name: "chained-extend",
	check({ otherSites }) {
		const extensions = otherSites.filter((site) => isExtension(site) && isKnown(site));
		const extended = new Set(extensions.map(extendedBy));
		const places = new Set<Expression>(extensions.map(({ node }) => node));
		// Of a longer chain, the last one stands for all.
		const last = extensions.filter((site) => places.has(extendedBy(site)) && !extended.has(site.node));
		return last.map(finding);
	},
};

function finding({ path, source }: Site): Finding {
	const name = source.kind === "select" ? (source.path.attrs.at(-1) ?? source) : source;
	return {
		rule: chainedExtend.name,
		severity: "information",
		path,
		range: { start: name.start, end: name.end },
		message:
			"Each of these calls evaluates the package set anew. One ‘appendOverlays [ … ]’ adds all overlays at once.",
		related: [],
	};
}

/** True for `extend` and `appendOverlays`. */
export function isExtension({ spelling }: Site): boolean {
	return spelling === "extend" || spelling === "append-overlays";
}

/** The package set that an extension is called on, as it is written. */
export function extendedBy({ source }: Site): Expression {
	return source.kind === "select" && source.path.attrs.length === 1 ? unparenthesized(source.target) : source;
}
