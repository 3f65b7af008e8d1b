import type { Inventory } from "../instances/inventory.ts";
import { settingsOf } from "../instances/settings.ts";
import { architectures } from "../nixpkgs/architectures.ts";
import { examples } from "../nixpkgs/examples.ts";
import { systems } from "../nixpkgs/systems.ts";
import type { Attr, StringExpression } from "../syntax/nodes.ts";
import { platformsGiven } from "./given-platforms.ts";
import { platformMarkdown, platformsMarkdown } from "./platform-markdown.ts";

/** What a string stands for that names a platform or an architecture: any system, and what a setting is given. */
export function literalHover(inventory: Inventory, literal: StringExpression): string | undefined {
	const [text] = literal.parts;
	if (literal.parts.length !== 1 || typeof text !== "string") return undefined;
	const attr = literal.parent?.kind === "binding" ? literal.parent.path.attrs.at(-1) : undefined;
	const setting = attr && settingsOf(inventory).at(attr);
	const name = setting?.path.at(-1) ?? "";
	if (name === "arch" || name === "tune") return architectureMarkdown(text);
	const isPlatform = setting !== undefined && (setting.path.length === 1 || /^(system|config)$/.test(name));
	const given = isPlatform ? platformsMarkdown(platformsGiven(setting)) : undefined;
	return given ?? (systems.has(text) ? platformMarkdown({ value: text, builder: undefined }) : undefined);
}

/** What an example of nixpkgs' platforms is: `riscv64` in `lib.systems.examples.riscv64` and `pkgsCross.riscv64`. */
export function exampleHover(attr: Attr): string | undefined {
	const { parent } = attr;
	if (parent?.kind !== "attrpath" || parent.parent?.kind !== "select") return undefined;
	const [first, second] = parent.attrs
		.slice(0, parent.attrs.indexOf(attr))
		.map(({ name }) => name)
		.reverse();
	const isExample = first === "pkgsCross" || (first === "examples" && second === "systems");
	const example = isExample ? examples.get(attr.name ?? "") : undefined;
	if (example === undefined) return undefined;
	const instead = example.instead === undefined ? [] : [`An old name of \`${example.instead}\`.`];
	return [...instead, platformMarkdown({ value: example.platform, builder: undefined })].join("\n\n");
}

/** What nixpkgs knows of an architecture, a value of \`gcc.arch\`. */
export function architectureMarkdown(name: string): string | undefined {
	const known = architectures.get(name);
	if (known === undefined) return undefined;
	const { family, bits, features, inferiors } = known;
	const listed = (names: readonly string[]) => names.map((each) => `\`${each}\``).join(", ");
	return [
		`**\`${name}\`**: architecture of ${bits}-bit ${family} processors`,
		features.length > 0 ? `Instruction sets that nixpkgs counts on: ${listed(features)}` : undefined,
		inferiors.length > 0 ? `Also runs what is compiled for: ${listed(inferiors)}` : undefined,
	]
		.filter((paragraph) => paragraph !== undefined)
		.join("\n\n");
}
