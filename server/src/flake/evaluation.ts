import type { Expression } from "../syntax/nodes.ts";
import { latest } from "../syntax/place.ts";
import { applyClosure, applyPrimitive } from "./apply.ts";
import type { Tree } from "./brand.ts";
import { Calls } from "./calls.ts";
import { each } from "./choices.ts";
import type { Cause, Environment } from "./environment.ts";
import { fileEnvironment } from "./environment.ts";
import { evaluate } from "./evaluate.ts";
import type { Host } from "./host.ts";
import type { Instance } from "./instance.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Attrs, CallSite, Slot, Value } from "./value.ts";
import { because, ready, Thunk, unknown } from "./value.ts";

/** A flake takes some ten thousand steps, the largest known half a million; what needs more is not followed further. */
const maxSteps = 600_000;
const tooLarge = unknown("the flake is too large to follow to its end");
/** Parsing this much of a file, in UTF-16 units, takes about as long as a step. */
const parsedByStep = 10;
/** Deeper nesting than this would endanger the stack. */
const maxDepth = 400;

/**
 * One abstract evaluation of a snapshot: the files' values, and what was seen on the way (calls, instances, hosts).
 * It runs nothing and reads nothing but the snapshot.
 */
export class Evaluation {
	/** What following the flakes has made, in that order. */
	instances: Instance[] = [];
	hosts: Host[] = [];
	/** Another object once a part is forgotten: what rests on the whole is kept by it. */
	revision = {};
	/** The value of each flake input, by identity. */
	readonly inputs = new Map<string, Attrs>();
	private readonly libraries = new Map<Tree, Attrs>();
	private readonly files = new Map<string, { environment: Environment; thunk: Thunk }>();
	private steps = 0;
	private overspent = false;
	private read = new Set<string>();
	private depth = 0;
	/** True once the flakes have been followed: what comes up later is part of no inventory. */
	isSettled = false;

	constructor(
		/** The files. Edits of what the evaluation has not looked at put newer ones in their place. */
		public snapshot: Snapshot,
		/** The names that every file sees: `builtins`, `import`, `map` … */
		readonly globals: ReadonlyMap<string, Slot>,
		private readonly makeLibrary: (source: Tree) => Attrs,
		/** The calls of functions that are written in the workspace. */
		readonly calls = new Calls(),
	) {}

	/** `lib` of a nixpkgs tree. */
	library(source: Tree): Attrs {
		const known = this.libraries.get(source);
		if (known !== undefined) return known;
		const library = this.makeLibrary(source);
		this.libraries.set(source, library);
		return library;
	}

	/** True once a budget of steps was used up: what came after is unknown. */
	get exhausted(): boolean {
		return this.overspent || this.steps > maxSteps;
	}

	/** Gives what comes next, such as another flake, a budget of its own. */
	renewBudget(): void {
		this.overspent = this.exhausted;
		this.steps = 0;
	}

	/** Takes a step of the budget; false once it is used up. */
	step(): boolean {
		return ++this.steps <= maxSteps;
	}

	/** The files whose values are asked for, if only in part, while `question` runs. */
	filesReadBy(question: () => void): ReadonlySet<string> {
		const before = this.read;
		const read = new Set<string>();
		this.read = read;
		try {
			question();
		} finally {
			this.read = before;
		}
		return read;
	}

	/** An evaluation of files that are only tried out. It knows what this one knows, but for some files. */
	fork(snapshot: Snapshot, isGone: (path: string) => boolean): Evaluation {
		const copy = new Evaluation(snapshot, this.globals, this.makeLibrary, this.calls.copy());
		for (const [path, file] of this.files) copy.files.set(path, file);
		for (const [identity, input] of this.inputs) copy.inputs.set(identity, input);
		copy.instances = this.instances;
		copy.hosts = this.hosts;
		copy.forget(isGone);
		return copy;
	}

	/** Forgets what was read in some files and what came of it, so that it can be evaluated anew. */
	forget(isGone: (path: string) => boolean): void {
		const stays = ({ at }: Instance | Host) => at === undefined || !isGone(at.environment.file);
		this.instances = this.instances.filter(stays);
		this.hosts = this.hosts.filter(stays);
		this.calls.forget(isGone);
		for (const path of this.files.keys()) if (isGone(path)) this.files.delete(path);
		for (const identity of this.inputs.keys()) {
			if (foldersIn(identity).some((folder) => isGone(`${folder}/flake.nix`))) this.inputs.delete(identity);
		}
		this.revision = {};
	}

	/** What `question` gives. Its steps are not counted in the end, since an editor may ask any number of questions. */
	ask<T>(question: () => T): T {
		const before = this.steps;
		try {
			return question();
		} finally {
			this.steps = before;
		}
	}

	/** As `ask`, and the calls that questions have made don't count: whatever was asked before, the answer is the same. */
	askInPassing<T>(question: () => T): T {
		return this.calls.inPassing(() => this.ask(question));
	}

	/** The value of an expression, as far as it needs to be known: attributes and items stay unforced. */
	evaluate(written: Expression, environment: Environment): Value {
		const expression = latest(written);
		expression.evaluated = true;
		if (!this.step()) return tooLarge;
		if (this.depth > maxDepth) return unknown("nested too deeply to follow");
		this.depth++;
		try {
			return evaluate(this, expression, environment);
		} finally {
			this.depth--;
		}
	}

	/** An expression's value, computed when asked for. */
	delay(expression: Expression, environment: Environment): Thunk {
		return Thunk.delayed(this, expression, environment);
	}

	/** The value of calling `f`. `at` is the call in the text, `cause` why it is made if that is more than the call. */
	apply(f: Value, argument: Thunk, at: CallSite | undefined, cause?: Cause): Value {
		return each(f, (f) => {
			switch (f.kind) {
				case "closure":
					return applyClosure(this, f, argument, at, cause);
				case "primitive":
					return this.step() ? applyPrimitive(this, f, argument, at) : tooLarge;
				case "attrs": {
					const functor = f.entries.get("__functor");
					if (functor === undefined) return unknown(f.open?.reason ?? "a set is called that is no function");
					const self = ready(f);
					// As a thunk it counts among those that wait for one another, which ends a functor that gives itself.
					return new Thunk(() => this.apply(this.apply(functor.thunk.force(), self, at), argument, at, cause)).force();
				}
				case "unknown":
					return because(f);
				default:
					return unknown("what is called is no function");
			}
		});
	}

	/** Notes an instance that is made. */
	noteInstance(instance: Instance): void {
		if (!this.isSettled) this.instances.push(instance);
	}

	/** Notes a host that is made. */
	noteHost(host: Host): void {
		if (!this.isSettled) this.hosts.push(host);
	}

	/** The value of a workspace file, or undefined if there is no such Nix file. A folder gives its `default.nix`. */
	file(path: string): Thunk | undefined {
		const loaded = this.load(path);
		if (loaded !== undefined) this.read.add(loaded.environment.file);
		return loaded?.thunk;
	}

	/** The outermost scope of a workspace file. */
	fileEnvironment(path: string): Environment | undefined {
		return this.load(path)?.environment;
	}

	private load(path: string): { environment: Environment; thunk: Thunk } | undefined {
		const target = this.snapshot.imported(path);
		const known = this.files.get(target);
		if (known !== undefined) return known;
		const file = this.snapshot.file(target);
		if (file === undefined) return undefined;
		this.steps += Math.ceil(file.text.length / parsedByStep);
		const environment = fileEnvironment(target);
		const loaded = { environment, thunk: this.delay(file.tree.root, environment) };
		this.files.set(target, loaded);
		return loaded;
	}
}

/** The folders whose flake an input may belong to: its identity begins with one, and goes on with `@` or `#`. */
function foldersIn(identity: string): readonly string[] {
	return [...identity.matchAll(/[@#]/g)].map(({ index }) => identity.slice(0, index).replace(/\/$/, ""));
}
