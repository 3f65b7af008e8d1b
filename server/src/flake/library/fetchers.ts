import type { Expression } from "../../syntax/nodes.ts";
import { attribute } from "../select.ts";
import type { CallSite, Primitive, Value } from "../value.ts";
import { each, record, stringOf, unknown } from "../value.ts";
import { one } from "./define.ts";

/** Functions that fetch a source tree. Nothing is fetched: the result is known by what it would be fetched from. */
export const fetchers: Readonly<Record<string, Primitive>> = Object.fromEntries(
	["fetchTarball", "fetchGit", "fetchMercurial", "fetchTree", "fetchFromGitHub", "fetchzip", "getFlake"].map((name) => [
		name,
		one((_, x, at) => each(x.force(), (argument) => fetched(argument, at))),
	]),
);

function fetched(argument: Value, at: CallSite | undefined): Value {
	const call = callOf(at);
	if (call === undefined || argument.kind === "unknown") return unknown("what is fetched is not known");
	const field = (name: string) => stringOf(attribute(argument, name) ?? unknown("not given"));
	const repository = [field("owner"), field("repo")].filter((part) => part !== undefined).join("/");
	const url = stringOf(argument) ?? field("url") ?? (repository || undefined);
	const rev = field("rev") ?? (url === undefined ? undefined : /[0-9a-f]{40}/.exec(url)?.[0]);
	const path: Value = { kind: "path", tree: { kind: "fetcher", call, url, rev }, path: "/", string: true };
	return record({ outPath: path }, unknown("an attribute of what is fetched"));
}

function callOf(at: CallSite | undefined): Expression | undefined {
	return at?.node.kind === "apply" || at?.node.kind === "binary" ? at.node : undefined;
}
