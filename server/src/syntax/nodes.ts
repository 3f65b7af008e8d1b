import type { Range } from "../text/range.ts";

/**
 * The syntax tree of one Nix file, as plain data: what every later layer works on.
 * Offsets are UTF-16. A node's range spans its first to its last token, without surrounding trivia.
 * Parents are set once, when the tree is made. Positions belong to the newest text of the file:
 * when an edit changes only trivia, the tree stays and its positions are brought up to date, and when it changes only
 * what no evaluation has looked at, the nodes around that stay (see `rebase`).
 */
interface NodeBase {
	start: number;
	end: number;
	parent: Node | undefined;
	/** Set on an expression once an evaluation has looked at it: from then on, more may rest on it than its own file. */
	evaluated?: boolean;
	/** Shared by the expressions that stood in one place one after the other (see `rebase`). */
	place?: { holds: Expression };
}

export type Node = Expression | Binding | AttrPath | Attr | Formals | Formal;

export type Expression =
	| Variable
	| NumberLiteral
	| StringExpression
	| PathExpression
	| SearchPath
	| UriLiteral
	| Attrset
	| ListExpression
	| Let
	| With
	| Assert
	| If
	| Lambda
	| Apply
	| Select
	| HasAttr
	| Unary
	| Binary
	| Parenthesized
	| ErrorNode;

/** An identifier in expression position, `true` and `import` among them. */
export interface Variable extends NodeBase {
	readonly kind: "variable";
	readonly name: string;
}

export interface NumberLiteral extends NodeBase {
	readonly kind: "number";
	/** As written: Nix integers have 64 bits. */
	readonly text: string;
	readonly float: boolean;
}

/** A part of a string or path: text with its escapes resolved, or an interpolated expression. */
export type StringPart = string | Expression;

/** `"…"` or `''…''`; the common indentation of the latter is already removed, as Nix does. */
export interface StringExpression extends NodeBase {
	readonly kind: "string";
	readonly indented: boolean;
	readonly parts: readonly StringPart[];
}

/** `./a`, `../b/${c}`, `/abs`, `~/d`: the text as written, parts as in a string. */
export interface PathExpression extends NodeBase {
	readonly kind: "path";
	readonly parts: readonly StringPart[];
}

/** `<nixpkgs/lib>`; `path` is the text between the angle brackets. */
export interface SearchPath extends NodeBase {
	readonly kind: "search-path";
	readonly path: string;
}

/** A bare URI, such as `https://example.org`. */
export interface UriLiteral extends NodeBase {
	readonly kind: "uri";
	readonly text: string;
}

/** `{ … }`, `rec { … }`, or the ancient `let { … }`. */
export interface Attrset extends NodeBase {
	readonly kind: "attrset";
	readonly recursive: boolean;
	/** `let { body = …; }`: the value is that of its attribute `body`. */
	readonly letBody: boolean;
	readonly bindings: readonly Binding[];
	/** Offset of `{`. */
	openBrace: number;
}

export interface ListExpression extends NodeBase {
	readonly kind: "list";
	readonly elements: readonly Expression[];
}

export interface Let extends NodeBase {
	readonly kind: "let";
	readonly bindings: readonly Binding[];
	readonly body: Expression;
	/** Offset of the keyword `in`. */
	inKeyword: number;
}

export interface With extends NodeBase {
	readonly kind: "with";
	readonly environment: Expression;
	readonly body: Expression;
}

export interface Assert extends NodeBase {
	readonly kind: "assert";
	readonly condition: Expression;
	readonly body: Expression;
}

export interface If extends NodeBase {
	readonly kind: "if";
	readonly condition: Expression;
	readonly consequence: Expression;
	readonly alternative: Expression;
}

/** `x: …`, `{ a, b ? 1, ... }: …`, `{ … }@x: …`, `x@{ … }: …`. */
export interface Lambda extends NodeBase {
	readonly kind: "lambda";
	/** The name that takes the whole argument, with its own range. */
	readonly universal: Name | undefined;
	readonly formals: Formals | undefined;
	readonly body: Expression;
}

/** A bare identifier with its place. */
export interface Name {
	readonly name: string;
	start: number;
	end: number;
}

/** `{ a, b ? 1, ... }`, braces included. */
export interface Formals extends NodeBase {
	readonly kind: "formals";
	readonly formals: readonly Formal[];
	/** The range of `...`, if there is one. */
	readonly ellipsis: { start: number; end: number } | undefined;
	/** Offsets of every comma, in order, a trailing one included. */
	readonly commas: number[];
}

export interface Formal extends NodeBase {
	readonly kind: "formal";
	readonly name: string;
	/** End of the name; `start` is its beginning. */
	nameEnd: number;
	readonly default: Expression | undefined;
}

export interface Apply extends NodeBase {
	readonly kind: "apply";
	readonly function: Expression;
	readonly argument: Expression;
}

/** `target.a.b`, `target.a or default`. */
export interface Select extends NodeBase {
	readonly kind: "select";
	readonly target: Expression;
	readonly path: AttrPath;
	readonly default: Expression | undefined;
}

/** `target ? a.b`. */
export interface HasAttr extends NodeBase {
	readonly kind: "has-attr";
	readonly target: Expression;
	readonly path: AttrPath;
}

export interface Unary extends NodeBase {
	readonly kind: "unary";
	readonly operator: "!" | "-";
	readonly operand: Expression;
}

export type BinaryOperator =
	| "+"
	| "-"
	| "*"
	| "/"
	| "++"
	| "//"
	| "=="
	| "!="
	| "<"
	| "<="
	| ">"
	| ">="
	| "&&"
	| "||"
	| "->"
	| "|>"
	| "<|";

export interface Binary extends NodeBase {
	readonly kind: "binary";
	readonly operator: BinaryOperator;
	readonly left: Expression;
	readonly right: Expression;
}

export interface Parenthesized extends NodeBase {
	readonly kind: "parenthesized";
	readonly inner: Expression;
}

/** What could not be parsed, is missing, is nested deeper than we follow, or stands for a text too large to parse. */
export interface ErrorNode extends NodeBase {
	readonly kind: "error";
	readonly reason: "syntax" | "missing" | "depth" | "size";
}

/** An error at `place`. */
export function errorNode(reason: ErrorNode["reason"], place: { start: number; end: number }): ErrorNode {
	return { kind: "error", start: place.start, end: place.end, parent: undefined, reason };
}

export type Binding = AttrBinding | Inherit;

/** `a.b = value;`, the semicolon included in the range. */
export interface AttrBinding extends NodeBase {
	readonly kind: "binding";
	readonly path: AttrPath;
	readonly value: Expression;
}

/** `inherit a b;` or `inherit (from) a b;`, the semicolon included in the range. */
export interface Inherit extends NodeBase {
	readonly kind: "inherit";
	readonly from: Expression | undefined;
	readonly attrs: readonly Attr[];
}

export interface AttrPath extends NodeBase {
	readonly kind: "attrpath";
	readonly attrs: readonly Attr[];
}

/** One step of an attribute path: `a`, `"a b"`, `${x}` or `"a${x}"`. */
export interface Attr extends NodeBase {
	readonly kind: "attr";
	/** The name, if it is known from the text. */
	readonly name: string | undefined;
	/** The expression that computes the name, if it is dynamic. */
	readonly dynamic: Expression | undefined;
}

/** A parsed file. */
export interface SyntaxTree {
	/** The file's expression; an `ErrorNode` when the file is empty or beyond what we parse. */
	readonly root: Expression;
	/** Ranges of all comments, in order. */
	comments: readonly Range[];
	/**
	 * Ranges that could not be parsed, empty where something is missing; nothing is said and nothing is edited in a
	 * binding that holds one.
	 */
	errors: readonly Range[];
}
