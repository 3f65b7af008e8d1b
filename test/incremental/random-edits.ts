import fc from "fast-check";

/** One change of a text. Places are fractions of its length, so that they fit whatever the text has become. */
type Edit =
	| { readonly kind: "replace"; readonly at: number; readonly length: number; readonly by: string }
	/** Puts another word in place of the one that stands at a place, or after it. */
	| { readonly kind: "word"; readonly at: number; readonly by: string }
	/** Puts a whole line at the beginning of one. */
	| { readonly kind: "line"; readonly at: number; readonly line: string }
	/** Puts a binding after the next place where one may end, or a set begin. */
	| { readonly kind: "bind"; readonly at: number; readonly binding: string }
	/** Takes the next short binding away. */
	| { readonly kind: "unbind"; readonly at: number }
	/** Gives the next binding another path. */
	| { readonly kind: "rename"; readonly at: number; readonly by: string }
	/** Moves a line to where another begins. */
	| { readonly kind: "move"; readonly at: number; readonly to: number }
	/** Takes back the last change. */
	| { readonly kind: "undo" }
	/** Back to the beginning: what was broken is whole again. */
	| { readonly kind: "restore" };

const place = fc.double({ min: 0, max: 1, noNaN: true });

const pieces = fc.constantFrom(
	..."{ } [ ] ( ) ; = , : . ? @ ++ // \" '' ${ } # /* */ let in with rec if then else inherit import".split(" "),
	" ",
	"\n",
	"\t# a note\n",
	" /* a note */ ",
	"{ };",
	"a.b = 1; ",
	"import nixpkgs { } ",
	'(import inputs.nixpkgs { system = "x86_64-linux"; }) ',
	"./other.nix ",
	"''\n  text ${x}\n''",
);

const words = fc.constantFrom(
	..."true false null 0 1 pkgs lib config inputs system nixpkgs x86_64-linux aarch64-linux imports enable import".split(
		" ",
	),
);

const lines = fc.constantFrom("# a note", "# nixosSystem import extend", "");

/** Some are what an evaluation asks for, or ask for others; most are of no concern to it. */
const bindings = fc.constantFrom(
	"services.demo.enable = true;",
	"services.demo.port = 1;",
	"services = { other = [ ]; };",
	"programs.demo = { enable = true; };",
	"environment.systemPackages = [ pkgs.hello (import inputs.nixpkgs { }).hello ];",
	"config = { services.demo.enable = false; };",
	"config = lib.mkIf true { nixpkgs.config.allowUnfree = true; };",
	"options.demo = { };",
	"imports = [ ./other.nix ];",
	"imports = if config.services.demo.enable then [ ./other.nix ] else [ ];",
	'nixpkgs.hostPlatform = "aarch64-linux";',
	"nixpkgs.hostPlatform = config.demo.system;",
	"nixpkgs.config.allowUnfree = config.services.demo.enable;",
	"nixpkgs = { overlays = [ ]; };",
	'demo.system = "x86_64-linux";',
	"_module.args.extra = import inputs.nixpkgs { };",
	"_module.args = { inherit inputs; };",
	"home-manager.users.me = { pkgs, ... }: { home.packages = [ pkgs.hello ]; };",
	"home-manager.useGlobalPkgs = true;",
	"home-manager.extraSpecialArgs = { inherit inputs; };",
	'_type = "other";',
	"inherit pkgs;",
	"inherit (inputs) nixpkgs self;",
	"${config.demo.name} = 1;",
	"extra = import inputs.nixpkgs { system = pkgs.system; config.allowUnfree = true; };",
);

const paths = fc.constantFrom(
	..."services.demo services imports config options nixpkgs.config nixpkgs _module.args.extra home-manager.users.me a".split(
		" ",
	),
);

const edit: fc.Arbitrary<Edit> = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ kind: fc.constant("word"), at: place, by: words }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant("line"), at: place, line: lines }) },
	{ weight: 4, arbitrary: fc.record({ kind: fc.constant("bind"), at: place, binding: bindings }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant("unbind"), at: place }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant("rename"), at: place, by: paths }) },
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant("undo") }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant("replace"), at: place, length: fc.constant(0), by: pieces }) },
	{
		weight: 2,
		arbitrary: fc.record({ kind: fc.constant("replace"), at: place, length: fc.nat(12), by: fc.constant("") }),
	},
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant("replace"), at: place, length: fc.nat(40), by: pieces }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant("move"), at: place, to: place }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant("restore") }) },
);

/** Texts that follow each other in an editor: each is the one before with a random change in code or in a comment. */
export function histories(count: number): fc.Arbitrary<(text: string) => readonly string[]> {
	return fc.array(edit, { minLength: count, maxLength: count }).map((edits) => (text) => {
		const texts = [text];
		for (const each of edits) texts.push(changed(texts, each));
		return texts.slice(1);
	});
}

function changed(texts: readonly string[], edit: Edit): string {
	const text = texts.at(-1) ?? "";
	switch (edit.kind) {
		case "replace": {
			const at = Math.floor(edit.at * text.length);
			return text.slice(0, at) + edit.by + text.slice(at + edit.length);
		}
		case "word":
			return replaceNext(text, edit.at, /[\w-]+/, () => edit.by);
		case "line": {
			const at = lineStart(text, edit.at);
			return `${text.slice(0, at)}${edit.line}\n${text.slice(at)}`;
		}
		case "bind":
			return replaceNext(text, edit.at, /[;{](?=\s)/, (end) => `${end}\n  ${edit.binding}`);
		case "unbind":
			return replaceNext(text, edit.at, /[\w."-]+ = [^;{}]*;/, () => "");
		case "rename":
			return replaceNext(text, edit.at, /[\w."-]+(?= = )/, () => edit.by);
		case "move": {
			const from = lineStart(text, edit.at);
			const after = text.indexOf("\n", from) + 1 || text.length;
			const rest = text.slice(0, from) + text.slice(after);
			const to = lineStart(rest, edit.to);
			return rest.slice(0, to) + text.slice(from, after) + rest.slice(to);
		}
		case "undo":
			return texts.at(-2) ?? text;
		case "restore":
			return texts[0] ?? text;
	}
}

/** Replaces what matches first from a place on. */
function replaceNext(text: string, place: number, pattern: RegExp, by: (found: string) => string): string {
	const at = Math.floor(place * text.length);
	return text.slice(0, at) + text.slice(at).replace(pattern, by);
}

function lineStart(text: string, at: number): number {
	return text.lastIndexOf("\n", Math.floor(at * text.length)) + 1;
}
