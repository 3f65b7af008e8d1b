import { expect, test } from "vitest";
import { markerAt, parseFixture, renderFixture } from "./fixture.ts";

const several = `#- /flake.nix
{ }
#- /modules/a b.nix
{ pkgs, ... }:
let x = imp$0ort y { };
#       ^^^^^^ some-rule: a message
#              ^ some-rule: another
in x
`;

test("a fence holds several files, each after a line with its path", () => {
	expect(parseFixture(several)).toEqual({
		files: new Map([
			["/flake.nix", "{ }\n"],
			["/modules/a b.nix", "{ pkgs, ... }:\nlet x = import y { };\nin x\n"],
		]),
		caret: { path: "/modules/a b.nix", offset: 26 },
		markers: [
			{ path: "/modules/a b.nix", line: 1, start: 8, end: 14, rule: "some-rule", message: "a message" },
			{ path: "/modules/a b.nix", line: 1, start: 15, end: 16, rule: "some-rule", message: "another" },
		],
	});
});

test("a fence without a path holds flake.nix", () => {
	expect(parseFixture("# a comment\n{ }\n").files).toEqual(new Map([["/flake.nix", "# a comment\n{ }\n"]]));
});

test.each([several, "{ }\n", "#- /a.nix\n", '#- /flake.nix\n{ }\n#- /flake.lock\n{ "version": 7 }\n', ""])(
	"what is written is what was read: %j",
	(body) => {
		expect(renderFixture(parseFixture(body))).toBe(body);
	},
);

test("a range of several lines is marked on its first line", () => {
	const text = "a\r\n  b {\r\n  }\r\n";
	const range = { start: text.indexOf("b"), end: text.indexOf("}") + 1 };
	const marker = markerAt("/flake.nix", text, range, "rule", "message");
	expect(marker).toMatchObject({ line: 1, start: 2, end: 5 });
	expect(
		renderFixture({ files: new Map([["/flake.nix", "a\n  b {\n  }\n"]]), caret: undefined, markers: [marker] }),
	).toBe("a\n  b {\n# ^^^ rule: message\n  }\n");
});

test("a range at the beginning of a line is marked from its second character on", () => {
	const marker = markerAt("/flake.nix", "abc\n", { start: 0, end: 3 }, "rule", "message");
	expect(renderFixture({ files: new Map([["/flake.nix", "abc\n"]]), caret: undefined, markers: [marker] })).toBe(
		"abc\n#^^ rule: message\n",
	);
});
