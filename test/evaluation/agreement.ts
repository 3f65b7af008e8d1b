import { spelling } from "../../server/src/flake/paths.ts";
import type { Attrs, List, PathValue, Value } from "../../server/src/flake/value.ts";
import type { Real } from "./real.ts";

/** `same` if all of a value is known and real; `partly` if what is known of it is; else where it differs. */
export type Agreement = "same" | "partly" | { readonly differs: string };

/** How an abstract value agrees with a real one, whose paths lie in `folder`. */
export function agreement(value: Value, real: Real, folder: string): Agreement {
	const all = (parts: readonly Agreement[]): Agreement => {
		const different = parts.find((part) => typeof part === "object");
		return different ?? (parts.includes("partly") ? "partly" : "same");
	};
	const differs = (value: Value, real: Real): Agreement => ({
		differs: `${value.kind} where Nix has ${JSON.stringify(real)}`,
	});
	const within = (name: string | number, inner: Agreement): Agreement =>
		typeof inner === "object" ? { differs: `${name}: ${inner.differs}` } : inner;

	const compare = (value: Value, real: Real): Agreement => {
		switch (value.kind) {
			case "unknown":
				return "partly";
			case "choice":
				return value.alternatives.some((each) => typeof compare(each, real) === "string")
					? "partly"
					: differs(value, real);
			case "scalar":
				return sameScalar(value.value, real) ? "same" : differs(value, real);
			case "string":
				return value.value === real ? "same" : differs(value, real);
			case "path":
				return samePath(value, real, folder) ? "same" : differs(value, real);
			case "list":
				return Array.isArray(real) ? compareList(value, real) : differs(value, real);
			case "attrs":
				return isObject(real) && "set" in real ? compareSet(value, real.set) : differs(value, real);
			case "closure":
			case "primitive":
				return isObject(real) && "lambda" in real ? "same" : differs(value, real);
		}
	};

	const compareList = (value: List, real: readonly Real[]): Agreement => {
		if (value.open === undefined) {
			if (value.items.length !== real.length) return differs(value, real);
			return all(value.items.map((item, index) => within(index, compare(item.force(), real[index] ?? null))));
		}
		if (!value.certain) return "partly";
		let rest = real;
		for (const item of value.items) {
			const found = rest.findIndex((each) => typeof compare(item.force(), each) === "string");
			if (found < 0) return differs(value, real);
			rest = rest.slice(found + 1);
		}
		return "partly";
	};

	const compareSet = (value: Attrs, real: Readonly<Record<string, Real>>): Agreement => {
		const parts: Agreement[] = [value.open === undefined ? "same" : "partly"];
		for (const [name, { thunk, doubt }] of value.entries) {
			const other = real[name];
			if (other !== undefined) parts.push(within(name, compare(thunk.force(), other)));
			else if (doubt === undefined) parts.push({ differs: `${name} is not there` });
		}
		if (value.open !== undefined) return all(parts);
		const missing = Object.keys(real).filter((name) => !value.entries.has(name));
		return all([...parts, ...missing.map((name) => ({ differs: `${name} is missing` }))]);
	};

	return compare(value, real);
}

function isObject(real: Real): real is Exclude<Real, string | boolean | null | readonly Real[]> {
	return typeof real === "object" && real !== null && !Array.isArray(real);
}

function sameScalar(value: boolean | null | number | bigint, real: Real): boolean {
	if (!isObject(real)) return value === real;
	if ("int" in real) return typeof value === "bigint" && String(value) === real.int;
	// Nix writes six digits.
	if ("float" in real) return typeof value === "number" && Math.abs(value - real.float) <= Math.abs(value) * 1e-5;
	return false;
}

function samePath(path: PathValue, real: Real, folder: string): boolean {
	const root = path.tree.kind === "computer" ? "" : folder;
	if (!path.string) return isObject(real) && "path" in real && real.path === (root + spelling(path) || "/");
	if (typeof real !== "string") return false;
	if (path.copied === undefined) return real === root + spelling(path);
	const [copy, below] = [/^\/nix\/store\/[^/]+/, spelling(path).slice(path.copied === "/" ? 0 : path.copied.length)];
	return copy.test(real) && real.replace(copy, "") === below;
}
