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
			"The severity of what each rule finds. `off` turns a rule off; `default` leaves the severity to the rule.",
		properties: Object.fromEntries(properties),
		additionalProperties: false,
	};
}
