import { expect, test } from "vitest";
import { parsePage } from "./page.ts";

const head = "# some-rule\n\nIt finds things.\n\n## What it does\n\nText.\n\n### Not a case\n\n## Cases\n\n";
const page = (cases: string) => parsePage("some-rule.md", head + cases);

test("a page has a title, a summary and headings", () => {
	expect(page("")).toMatchObject({
		name: "some-rule",
		summary: "It finds things.",
		headings: ["What it does", "Cases"],
		cases: [],
	});
});

test("a case has files and what is expected of them", () => {
	const { cases, text } = page(
		'### One\n\nSome words.\n\n```nix crlf\n1\n```\n\n```nix after=some-fix instances="3 -> 2"\n2\n```\n\n' +
			'### Two\n\n```nix refuses="it is too late"\n3\n```\n',
	);
	expect(cases).toMatchObject([
		{
			title: "One",
			crlf: true,
			refuses: undefined,
			before: { body: "1\n" },
			after: { body: "2\n", refactoring: "some-fix", instances: "3 -> 2" },
		},
		{ title: "Two", crlf: false, refuses: "it is too late", before: { body: "3\n" }, after: undefined },
	]);
	for (const { before } of cases) expect(text.slice(before.start, before.end)).toBe(before.body);
});

test.each([
	["### One\n\nWords.\n", "One: has no fence"],
	["### One\n\n```nix\n1\n```\n```nix\n2\n```\n", "is not marked with after=REFACTORING"],
	["### One\n\n```nix silent\n1\n```\n", "unknown word: silent"],
	['### One\n\n```nix refuses="a"\n1\n```\n```nix after=b\n2\n```\n', "a refusal and a result"],
	["### One\n\n```nix\n1\n```\n```nix after=b\n2\n```\n```nix after=b\n3\n```\n", "more than two fences"],
])("a case that is written wrongly is refused: %j", (text, message) => {
	expect(() => page(text)).toThrow(message);
});
