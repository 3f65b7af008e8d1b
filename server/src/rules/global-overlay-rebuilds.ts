import { treeIdentity } from "../flake/brand.ts";
import { instanceOf } from "../flake/instance.ts";
import { attrName } from "../flake/names.ts";
import { attribute } from "../flake/select.ts";
import type { Origin, Value } from "../flake/value.ts";
import type { Inventory } from "../instances/inventory.ts";
import { type Replaced, replacedPackages } from "../instances/replaced-packages.ts";
import { boundAttrs, staticPath, unparenthesized } from "../syntax/attrs.ts";
import type { Apply, Attrset, Expression, Select } from "../syntax/nodes.ts";
import { hostsInWords } from "./host-words.ts";
import type { Finding, Rule } from "./rule.ts";
import { writtenPath } from "./written-path.ts";

/** An overlay of a host's own packages that has most of them built anew. */
export const globalOverlayRebuilds: Rule = {
	name: "global-overlay-rebuilds",
	*check(inventory: Inventory): Iterable<Finding> {
		for (const replaced of replacedPackages(inventory)) {
			const { origin } = replaced.value;
			if (origin === undefined) continue;
			const isOther = isAnother(origin.expression, replaced.name) || isFromElsewhere(inventory, origin, replaced);
			if (isOther) yield finding(replaced);
		}
	},
};

/** True if an expression certainly gives another package than nixpkgs has by that name. */
function isAnother(expression: Expression, name: string): boolean {
	const written = unparenthesized(expression);
	switch (written.kind) {
		case "let":
		case "with":
		case "assert":
			return isAnother(written.body, name);
		case "apply":
			return isAnotherCall(written, name);
		default:
			return false;
	}
}

function isAnotherCall(call: Apply, name: string): boolean {
	const called = calledIn(call);
	if (called.kind !== "select") return called.kind === "variable" && makers.has(called.name);
	const names = staticPath(called.path) ?? [];
	const last = names.at(-1) ?? "";
	if (makers.has(last)) return true;
	const given = isOwn(called, name) ? setGiven(call.argument) : undefined;
	if (last === "overrideAttrs" || last === "overrideDerivation") return given !== undefined && gives(given, notBuilt);
	return last === "override" && given !== undefined && gives(given, notInherited);
}

/** True for `unstable.openssl`, taken from another nixpkgs than that of the hosts. */
function isFromElsewhere({ evaluation }: Inventory, { expression, environment }: Origin, { hosts }: Replaced): boolean {
	const written = unparenthesized(expression);
	if (written.kind !== "select") return false;
	const from = evaluation.askInPassing(() =>
		written.path.attrs.slice(0, -1).reduce<Value | undefined>(
			(value, attr) => {
				const name = attrName(evaluation, attr, environment);
				return value && typeof name === "string" ? attribute(value, name) : undefined;
			},
			evaluation.evaluate(written.target, environment),
		),
	);
	const source = from && sourceOf(from);
	const own = hosts.map(({ pkgs }) => sourceOf(pkgs.force()));
	return source !== undefined && own.every((each) => each !== undefined && each !== source);
}

/** What tells the nixpkgs that a package set is made from; undefined if that is not known. */
function sourceOf(packages: Value): string | undefined {
	const instance = instanceOf(packages);
	return instance && treeIdentity(instance.source);
}

/** Functions that make a package of their own. */
const makers = new Set(["callPackage", "mkDerivation", "symlinkJoin", "runCommand", "writeShellScriptBin"]);

/** Attributes of a derivation that its build knows nothing of. */
const notBuilt = new Set(["meta", "passthru", "pos"]);

/** Arguments of language packages, which change what they offer rather than what they are. */
const notInherited = new Set(["packageOverrides", "self"]);

/** What is called in the end: `f` in `f x y`. */
function calledIn(call: Apply): Expression {
	const called = unparenthesized(call.function);
	return called.kind === "apply" ? calledIn(called) : called;
}

/** True for `prev.name.override` and `final.name.override`, as opposed to those of another package. */
function isOwn({ target, path }: Select, name: string): boolean {
	const names = staticPath(path);
	return unparenthesized(target).kind === "variable" && names?.length === 2 && names[0] === name;
}

/** The set that is given as changes: directly, or by a function of what was before. */
function setGiven(argument: Expression): Attrset | undefined {
	const written = unparenthesized(argument);
	if (written.kind === "lambda" || written.kind === "let" || written.kind === "with") return setGiven(written.body);
	return written.kind === "attrset" ? written : undefined;
}

/** True if a set has an attribute that is none of these. */
function gives({ bindings }: Attrset, others: ReadonlySet<string>): boolean {
	return bindings.flatMap(boundAttrs).some(({ name }) => name !== undefined && !others.has(name));
}

function finding({ name, place, hosts }: Replaced): Finding {
	return {
		rule: globalOverlayRebuilds.name,
		severity: "information",
		path: place.file,
		range: writtenPath(place.node),
		message: `Most packages rest on ‘${name}’. With another one, nearly all packages of ${hostsInWords(hosts)} are built anew instead of taken from the binary cache.`,
		related: [],
	};
}
