import { Language, Parser } from "web-tree-sitter";
import { type ConcreteTree, type Roles, readTree, rolesOf } from "./concrete.ts";
import { lower } from "./lower.ts";
import { errorNode, type SyntaxTree } from "./nodes.ts";

/** Parses one text; pure, never throws. The shells make one from the WebAssembly files. */
export type Parse = (text: string) => SyntaxTree;

/** Longest text that is parsed, in UTF-16 units. */
const SIZE_LIMIT = 1 << 20;

/**
 * How often the parser may ask whether to go on. It asks every hundred steps, so this bounds its work without a clock.
 * The largest of 15,000 real files asks 1,055 times.
 */
const ASKS_LIMIT = 6_000;

/** UTF-16 units handed to the parser at a time. */
const CHUNK = 4096;

/**
 * Loads the WebAssembly of the parser's runtime and of the Nix grammar, given as bytes.
 * @throws if either is not what it should be.
 */
export async function createParser(wasm: { runtime: Uint8Array; grammar: Uint8Array }): Promise<Parse> {
	await Parser.init({ wasmBinary: wasm.runtime });
	const language = await Language.load(wasm.grammar);
	const roles = rolesOf(language.types, (id) => language.nodeTypeIsNamed(id));
	let parser = new Parser().setLanguage(language);
	return (text) => {
		if (text.length > SIZE_LIMIT) return unparsed(text);
		let read: ConcreteTree | undefined;
		try {
			read = readWithin(parser, text, roles);
		} catch {
			// A trap inside WebAssembly may leave the parser half way through a text.
			parser = new Parser().setLanguage(language);
		}
		return read === undefined ? unparsed(text) : lower(read, text);
	};
}

/** Parses within the limit, and frees at once what the garbage collector doesn't see. */
function readWithin(parser: Parser, text: string, roles: Roles): ConcreteTree | undefined {
	let left = ASKS_LIMIT;
	const chunk = (at: number): string => text.slice(at, at + CHUNK);
	const tree = parser.parse(chunk, null, { progressCallback: () => --left < 0 });
	if (tree === null) {
		parser.reset();
		return undefined;
	}
	const read = readTree(tree, roles);
	tree.delete();
	return read;
}

function unparsed(text: string): SyntaxTree {
	const whole = { start: 0, end: text.length };
	return { root: errorNode("size", whole), comments: [], errors: [whole] };
}
