import type { Slot } from "./value.ts";

/** Attributes that are found when they are asked for by name, so that it can be told which names matter. */
export abstract class Entries implements ReadonlyMap<string, Slot> {
	private found: Map<string, Slot | undefined> | undefined;
	private whole: ReadonlyMap<string, Slot> | undefined;

	/** The attribute of that name, if there is one. Asked for each name once. */
	protected abstract find(name: string): Slot | undefined;

	/** The names of all attributes, in order. Asked for once. */
	protected abstract names(): Iterable<string>;

	get(name: string): Slot | undefined {
		if (this.whole !== undefined) return this.whole.get(name);
		this.found ??= new Map();
		const known = this.found.get(name);
		if (known !== undefined || this.found.has(name)) return known;
		const slot = this.find(name);
		this.found.set(name, slot);
		return slot;
	}

	has(name: string): boolean {
		return this.get(name) !== undefined;
	}

	get size(): number {
		return this.all().size;
	}

	entries() {
		return this.all().entries();
	}

	keys() {
		return this.all().keys();
	}

	values() {
		return this.all().values();
	}

	[Symbol.iterator]() {
		return this.all()[Symbol.iterator]();
	}

	forEach(call: (slot: Slot, name: string, entries: ReadonlyMap<string, Slot>) => void): void {
		for (const [name, slot] of this.all()) call(slot, name, this);
	}

	private all(): ReadonlyMap<string, Slot> {
		if (this.whole === undefined) {
			const whole = new Map<string, Slot>();
			for (const name of this.names()) {
				const slot = this.get(name);
				if (slot !== undefined) whole.set(name, slot);
			}
			this.whole = whole;
			this.found = undefined;
		}
		return this.whole;
	}
}
