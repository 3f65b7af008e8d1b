import type { DeclaredInput } from "./declared-inputs.ts";
import type { LockedSource } from "./lock.ts";

/** A flake reference taken apart, as far as two of them are compared by it. */
type Reference = Readonly<Record<string, string | undefined>>;

/**
 * True if a lock was made for what flake.nix says of an input, false if it was made for something else; undefined if
 * that can't be told, as of paths, which Nix writes down in ways of its own.
 */
export function isLockedFor(declared: DeclaredInput | undefined, name: string, original: LockedSource) {
	const wanted = declared === undefined ? indirect(name) : declaredReference(declared);
	if (wanted === undefined) return undefined;
	const given = lockedReference(original);
	if (wanted["type"] === "path" || given["type"] === "path") return undefined;
	return isEqual(wanted, given);
}

/** True if flake.nix gives two inputs the same reference. */
export function isSameReference(a: DeclaredInput, b: DeclaredInput): boolean {
	const [one, other] = [declaredReference(a), declaredReference(b)];
	if (one === undefined || other === undefined || one["type"] === "path") {
		const url = a.attributes.get("url")?.value;
		return url !== undefined && url === b.attributes.get("url")?.value;
	}
	return isEqual(one, other);
}

/** The reference that flake.nix gives an input; undefined if it is not one that we can take apart. */
function declaredReference({ path, attributes }: DeclaredInput): Reference | undefined {
	const text = (name: string) => {
		const value = attributes.get(name)?.value;
		return typeof value === "string" ? value : undefined;
	};
	const type = text("type");
	if (type === undefined) {
		const url = attributes.get("url");
		if (url === undefined) return indirect(path.at(-1) ?? "");
		return typeof url.value === "string" ? parseReference(url.value) : undefined;
	}
	const [owner, repo, id, ref, rev, dir, host] = ["owner", "repo", "id", "ref", "rev", "dir", "host"].map(text);
	const url = text("url");
	if (type === "path") return { type };
	return { type: fetched(type), owner, repo, id, ref, rev, dir, host, url: url && decoded(url) };
}

function isEqual(a: Reference, b: Reference): boolean {
	return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => a[key] === b[key]);
}

function lockedReference({ type, owner, repo, id, ref, rev, dir, host, url }: LockedSource): Reference {
	return { type: fetched(type), owner, repo, id, ref, rev, dir, host, url: url && decoded(url) };
}

/** Newer versions of Nix take for a tarball what older ones took for a file. */
function fetched(type: string | undefined): string | undefined {
	return type === "tarball" || type === "file" ? "download" : type;
}

function indirect(id: string): Reference {
	return { type: "indirect", id };
}

/** Takes apart a URL-like flake reference. */
function parseReference(url: string): Reference | undefined {
	const [before = "", query = ""] = url.split("#", 1)[0]?.split("?", 2) ?? [];
	const given = new Map(query === "" ? [] : query.split("&").map(pair));
	const common = { ref: given.get("ref"), rev: given.get("rev"), dir: given.get("dir"), host: given.get("host") };
	const [, forge, rest] = /^(github|gitlab|sourcehut):(.*)$/.exec(before) ?? [];
	if (forge !== undefined && rest !== undefined) {
		const [owner, repo, ...branch] = rest
			.split("/")
			.filter((step) => step !== "")
			.map(decoded);
		return { type: forge, owner, repo, ...common, ...commit(branch.join("/")) };
	}
	const [, id, ...branches] = /^(?:flake:)?([a-zA-Z][\w-]*)(?:\/([^/:]+))?(?:\/([0-9a-f]{40}))?$/.exec(before) ?? [];
	if (id !== undefined) {
		const [ref, rev] = branches;
		return { ...indirect(id), ...common, ...commit(ref), ...(rev && { rev }) };
	}
	if (/^(path:|\.|\/)/.test(before)) return { type: "path" };
	const [, scheme, location] = /^(git|hg)\+(.+)$/.exec(before) ?? /^(git):\/\//.exec(before) ?? [];
	if (scheme !== undefined) return { type: scheme, ...common, url: location ?? before };
	const [, download] = /^(?:(?:tarball|file)\+)?(https?:\/\/.+)$/.exec(before) ?? [];
	if (download === undefined) return undefined;
	return { type: "download", url: decoded(query === "" ? download : `${download}?${query}`) };
}

/** A branch, a tag or a commit, as the reference of a forge ends in it. */
function commit(written: string | undefined): Reference {
	if (written === undefined || written === "") return {};
	return /^[0-9a-f]{40}$/.test(written) ? { rev: written } : { ref: written };
}

function pair(text: string): [string, string] {
	const [name = "", value = ""] = text.split("=", 2);
	return [name, decoded(value)];
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
