import { lowerAttrPath, lowerBinding, lowerFormals } from "./bindings.ts";
import type { Concrete, Lowering } from "./concrete.ts";
import { type AttrBinding, type Binding, type Expression, errorNode, type Lambda } from "./nodes.ts";

/** Constructs inside each other that are followed before we give up. */
const DEPTH_LIMIT = 100;

/** Tokens that begin an argument. */
const OPENERS: ReadonlySet<string> = new Set(["{", "rec", "("]);

/** What may stand before a binding's `=`; one attribute need not be wrapped into a path yet. */
const PATHS: ReadonlySet<string> = new Set(["attrpath", "identifier", "string_expression", "interpolation"]);

/**
 * Rebuilds what the grammar could not, such as a file with a brace that is not closed yet. The grammar then gives the
 * pieces it knows and the tokens between them in one flat list. We follow them from the start to the binding that is
 * cut short: what stands before it is as good as ever.
 */
export class Salvage {
	/** Where what is not understood begins. */
	lostFrom: number;
	private at = 0;
	private depth = 0;

	constructor(
		private readonly broken: Concrete,
		private readonly lowering: Lowering,
	) {
		this.lostFrom = broken.end;
	}

	/** The expression that begins here, up to where nothing more fits. */
	expression(): Expression {
		if (this.depth === DEPTH_LIMIT) return errorNode("depth", { start: this.end(), end: this.end() });
		this.depth++;
		const expression = this.construct(this.piece()?.start ?? this.end());
		this.depth--;
		return expression;
	}

	/** Each node is placed when its parts are taken: it ends with the last of them. */
	private construct(start: number): Expression {
		if (this.isLambda()) return this.lambda(start);
		if (this.take("let")) {
			const bindings = this.bindings();
			const inKeyword = this.piece()?.start ?? this.end();
			const body = this.take("in") ? this.expression() : this.lost();
			return { kind: "let", bindings, body, inKeyword, ...this.placed(start) };
		}
		if (this.take("with")) {
			const environment = this.whole();
			this.take(";");
			return { kind: "with", environment, body: this.expression(), ...this.placed(start) };
		}
		if (this.take("(")) return { kind: "parenthesized", inner: this.expression(), ...this.placed(start) };
		const recursive = this.take("rec");
		const openBrace = this.piece()?.start ?? this.end();
		if (this.take("{")) {
			const bindings = this.bindings();
			this.take("}");
			return { kind: "attrset", recursive, letBody: false, bindings, openBrace, ...this.placed(start) };
		}
		const whole = this.whole();
		if (!OPENERS.has(this.piece()?.type ?? "")) return whole;
		return { kind: "apply", function: whole, argument: this.expression(), ...this.placed(start) };
	}

	private isLambda(): boolean {
		const type = this.piece()?.type;
		return (type === "formals" || type === "identifier") && (this.is(":", 1) || this.is("@", 1));
	}

	private lambda(start: number): Lambda {
		const head: Concrete[] = [];
		for (let piece = this.piece(); piece !== undefined && !this.take(":"); piece = this.piece()) {
			head.push(piece);
			this.at++;
		}
		const name = head.find(({ type }) => type === "identifier");
		const formals = head.find(({ type }) => type === "formals");
		return {
			kind: "lambda",
			universal: name && { name: this.text(name), start: name.start, end: name.end },
			formals: formals && lowerFormals(formals, this.lowering),
			body: this.expression(),
			...this.placed(start),
		};
	}

	/** The bindings from here to a token that ends them, the one that is cut short among them. */
	private bindings(): readonly Binding[] {
		const bindings: Binding[] = [];
		for (let piece = this.piece(); piece !== undefined && !this.is("in") && !this.is("}"); piece = this.piece()) {
			const whole = lowerBinding(piece, this.lowering);
			bindings.push(...whole);
			if (whole.length > 0 || this.is(";")) this.at++;
			else if (PATHS.has(piece.type) && this.is("=", 1)) bindings.push(this.cutBinding(piece));
			else this.lost();
		}
		return bindings;
	}

	private cutBinding(path: Concrete): AttrBinding {
		this.lose(path.start);
		this.at += 2;
		const attrs = path.type === "attrpath" ? path : { ...path, children: [path] };
		const value = this.expression();
		this.take(";");
		return { kind: "binding", path: lowerAttrPath(attrs, this.lowering), value, ...this.placed(path.start) };
	}

	/** A piece that the grammar knows. */
	private whole(): Expression {
		const piece = this.piece();
		if (piece === undefined || piece.token || piece.type === "ERROR") return this.lost();
		this.at++;
		return this.lowering.expression(piece);
	}

	/** Leaves out an error; at any other piece nothing that follows can be placed, so all the rest is left out. */
	private lost(): Expression {
		const piece = this.piece();
		const place = { start: piece?.start ?? this.end(), end: piece?.end ?? this.end() };
		this.lose(place.start);
		this.at = piece?.type === "ERROR" ? this.at + 1 : this.broken.children.length;
		return errorNode("syntax", place);
	}

	private lose(from: number): void {
		this.lostFrom = Math.min(this.lostFrom, from);
	}

	private piece(ahead = 0): Concrete | undefined {
		return this.broken.children[this.at + ahead];
	}

	/** True if the piece here is that token; where nothing fits, the grammar calls every keyword a `keyword`. */
	private is(token: string, ahead = 0): boolean {
		const piece = this.piece(ahead);
		return piece?.type === token || (piece?.type === "keyword" && this.text(piece) === token);
	}

	private take(token: string): boolean {
		const taken = this.is(token);
		if (taken) this.at++;
		return taken;
	}

	/** The end of what was taken so far. */
	private end(): number {
		return this.broken.children[this.at - 1]?.end ?? this.broken.start;
	}

	private placed(start: number): { start: number; end: number; parent: undefined } {
		return { start, end: Math.max(start, this.end()), parent: undefined };
	}

	private text(piece: Concrete): string {
		return this.lowering.text.slice(piece.start, piece.end);
	}
}
