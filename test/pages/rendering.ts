import type { Finding } from "../../server/src/rules/rule.ts";
import { type Files, withLineEnds } from "./files.ts";
import { markerAt, renderFixture } from "./fixture.ts";
import type { Case } from "./page.ts";

/** The first fence of a case as it must be written if `findings` are what a rule finds in `files`. */
export function renderFindings({ before }: Case, files: Files, findings: readonly Finding[]): string {
	const { caret, markers: stated, files: texts } = before.fixture;
	const markers = findings.map(({ path, range, rule, message }) => {
		const marker = markerAt(path, files.get(path) ?? "", range, rule, message);
		// a page states as much of a message as it likes
		const same = stated.find((one) => one.path === path && one.line === marker.line && message.includes(one.message));
		return { ...marker, message: same?.message ?? message };
	});
	return renderFixture({ files: texts, caret, markers: markers.sort((a, b) => a.start - b.start) });
}

/** The second fence of a case as it must be written if `changed` are the files that a refactoring changes. */
export function renderResult({ before }: Case, changed: Files): string {
	const order = new Set([...before.fixture.files.keys(), ...changed.keys()]);
	const files = new Map<string, string>();
	for (const path of order) {
		const text = changed.get(path);
		if (text !== undefined) files.set(path, withLineEnds(text, "\n"));
	}
	return renderFixture({ files, caret: undefined, markers: [] });
}
