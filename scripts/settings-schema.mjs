// @ts-check
// The schema of the setting `flakeHoist.rules`, from the pages of the rules.
import { pagesOf } from "./pages.mjs";

const levels = ["default", "off", "hint", "information", "warning", "error"];

/** The schema that package.json holds. VS Code shows descriptions as plain text, so the marks of code are left out. */
export function rulesSchema() {
	const properties = pagesOf("rules").map(({ name, summary }) => {
		return [name, { type: "string", enum: levels, default: "default", description: summary.replaceAll("`", "") }];
	});
	return {
		type: "object",
		scope: "resource",
		default: {},
		markdownDescription:
			"How grave what a rule finds is, for each rule that should differ. A rule that is `off` says nothing; with " +
			"`default` it is as without this setting.",
		properties: Object.fromEntries(properties),
		additionalProperties: false,
	};
}
