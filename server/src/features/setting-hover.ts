import type { Inventory } from "../instances/inventory.ts";
import { settingsOf } from "../instances/settings.ts";
import type { Attr } from "../syntax/nodes.ts";
import { entryMarkdown } from "./entry-markdown.ts";
import { platformsGiven } from "./given-platforms.ts";
import { platformsMarkdown } from "./platform-markdown.ts";
import { entryOf, readerOf } from "./setting-entries.ts";

/**
 * What an attribute means by which the text tells nixpkgs or a host something, and, where its value is a platform, what
 * nixpkgs makes of that; undefined for any other attribute.
 */
export function settingHover(inventory: Inventory, attr: Attr): string | undefined {
	const setting = settingsOf(inventory).at(attr);
	const reader = setting && readerOf(setting);
	const entry = reader && entryOf(reader, setting.path);
	if (setting === undefined || entry === undefined) return undefined;
	const platforms = setting.path.length === 1 ? platformsMarkdown(platformsGiven(setting)) : undefined;
	return [entryMarkdown(entry), platforms].filter((part) => part !== undefined).join("\n\n---\n\n");
}
