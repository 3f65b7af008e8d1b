import { examples } from "../../nixpkgs/examples.ts";
import { explanation } from "../entry-markdown.ts";
import { architectureMarkdown } from "../platform-hover.ts";
import { platformMarkdown } from "../platform-markdown.ts";
import { entryOf, isReader } from "../setting-entries.ts";
import type { Topic } from "./completion-item.ts";

/** What there is to read about a topic, as Markdown. The name and the type of a setting are in the list already. */
export function documentation([kind, name, ...path]: Topic): string | undefined {
	switch (kind) {
		case "setting": {
			const entry = name !== undefined && isReader(name) ? entryOf(name, path) : undefined;
			return entry && explanation(entry);
		}
		case "platform":
			return platformMarkdown({ value: name, builder: undefined });
		case "example": {
			const example = examples.get(name);
			return example && platformMarkdown({ value: example.platform, builder: undefined });
		}
		case "architecture":
			return architectureMarkdown(name);
	}
}
