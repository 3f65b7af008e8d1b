import type { Lambda } from "../syntax/nodes.ts";
import { isInPlace } from "../syntax/place.ts";
import { type Environment, framesAround } from "./environment.ts";

/** The calls of functions that are written in the workspace: of each function the scopes of its body, one a call. */
export class Calls {
	/** Those that are made later on, to look at a place or to answer a question. */
	private readonly later = new Map<Lambda, Environment[]>();
	/** True while later calls don't count. */
	private isInPassing = false;

	/** @param followed those that following the flakes has made. */
	constructor(private readonly followed = new Map<Lambda, Environment[]>()) {}

	/** Notes a call; `isLater` if the flakes have been followed already. */
	note(lambda: Lambda, body: Environment, isLater: boolean): void {
		const noted = isLater ? this.later : this.followed;
		const calls = noted.get(lambda);
		if (calls === undefined) noted.set(lambda, [body]);
		else calls.push(body);
	}

	/** The calls of a function that following the flakes has made; undefined if there is none. */
	followedOf(lambda: Lambda): readonly Environment[] | undefined {
		return this.followed.get(lambda);
	}

	/** The functions that following the flakes has called, with these calls. */
	allFollowed(): Iterable<readonly [Lambda, readonly Environment[]]> {
		return this.followed;
	}

	/** The calls of a function, as far as they count; undefined if none is known. */
	of(lambda: Lambda): readonly Environment[] | undefined {
		const calls = this.followed.get(lambda);
		const later = this.isInPassing ? [] : (this.later.get(lambda)?.filter(isStillMade) ?? []);
		return later.length === 0 ? calls : [...(calls ?? []), ...later];
	}

	/** How often a function has been called. */
	count(lambda: Lambda): number {
		return (this.followed.get(lambda)?.length ?? 0) + (this.later.get(lambda)?.length ?? 0);
	}

	/** The functions of which a call is known. */
	functions(): ReadonlySet<Lambda> {
		return new Set([...this.followed.keys(), ...this.later.keys()]);
	}

	/** What `question` gives if later calls don't count. */
	inPassing<T>(question: () => T): T {
		const before = this.isInPassing;
		this.isInPassing = true;
		try {
			return question();
		} finally {
			this.isInPassing = before;
		}
	}

	/** The same calls but for the later ones, to which others may be added. */
	copy(): Calls {
		return new Calls(new Map([...this.followed].map(([lambda, calls]) => [lambda, [...calls]])));
	}

	/** Forgets the calls of functions that stand in some files. */
	forget(isGone: (path: string) => boolean): void {
		for (const calls of [this.followed, this.later]) {
			for (const [lambda, [call]] of calls) if (call !== undefined && isGone(call.file)) calls.delete(lambda);
		}
	}
}

/** False if an edit has taken away a call on the way to where a scope was made. */
function isStillMade({ frame }: Environment): boolean {
	return [...framesAround(frame)].every(({ at }) => at === undefined || isInPlace(at.node));
}
