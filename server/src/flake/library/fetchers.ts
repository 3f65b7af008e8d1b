import type { Expression } from "../../syntax/nodes.ts";
import { each } from "../choices.ts";
import type { Evaluation } from "../evaluation.ts";
import { attribute } from "../select.ts";
import type { CallSite, Thunk, Value } from "../value.ts";
import { record, stringOf, unknown } from "../value.ts";
import type { Functions } from "./define.ts";
import { one } from "./define.ts";

/** Functions that fetch a source tree. Nothing is fetched: the result is known by what it would be fetched from. */
export const fetchers: Functions = {
	fetchTarball: one((_, x, at) => each(x.force(), (argument) => fetched(argument, at))),
	...Object.fromEntries(["fetchGit", "fetchMercurial", "fetchTree", "getFlake"].map((name) => [name, one(fetchedSet)])),
};

function fetchedSet(_: Evaluation, x: Thunk, at: CallSite | undefined): Value {
	return each(x.force(), (argument) => {
		const outPath = fetched(argument, at);
		return outPath.kind === "path" ? record({ outPath }, unknown("an attribute of what is fetched")) : outPath;
	});
}

/** The string that names the tree which is fetched. */
function fetched(argument: Value, at: CallSite | undefined): Value {
	const call = callOf(at);
	if (call === undefined || argument.kind === "unknown") return unknown("what is fetched is not known");
	const field = (name: string) => stringOf(attribute(argument, name) ?? unknown("not given"));
	const repository = [field("owner"), field("repo")].filter((part) => part !== undefined).join("/");
	const url = stringOf(argument) ?? field("url") ?? (repository || undefined);
	const rev = field("rev") ?? (url === undefined ? undefined : /[0-9a-f]{40}/.exec(url)?.[0]);
	return { kind: "path", tree: { kind: "fetcher", call, url, rev }, path: "/", string: true };
}

function callOf(at: CallSite | undefined): Expression | undefined {
	return at?.node.kind === "apply" || at?.node.kind === "binary" ? at.node : undefined;
}
