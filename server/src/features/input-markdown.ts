import type { Flake } from "../flake/flake.ts";
import { referenceOf } from "../flake/inputs.ts";
import type { Lock } from "../flake/lock.ts";
import {
	broughtAlong,
	graphOf,
	type InputPath,
	isSamePath,
	type LockedInput,
	type LockGraph,
} from "../flake/lock-graph.ts";
import { lockChanges, stateText } from "./lock-changes.ts";
import { lockedWithAge } from "./locked-text.ts";
import type { Moment } from "./moment.ts";

/** Of more, the rest is only counted. */
const maxListed = 8;

/** What is known of an input, or of an input of an input, as Markdown: where it comes from, its lock, what comes with it. */
export function inputMarkdown(flake: Flake, path: InputPath, moment: Moment): string {
	const url = path.length === 1 ? flake.inputs.get(path[0] ?? "")?.url : undefined;
	const { lock } = flake;
	if (lock.kind !== "read") {
		const reason = lock.kind === "missing" ? "there is no flake.lock" : `flake.lock can’t be read: ${lock.reason}`;
		return paragraphs(title(path, url), `Not locked: ${reason}.`);
	}
	const graph = graphOf(lock.lock);
	const input = graph.inputs.find((input) => isSamePath(input.path, path));
	const node = lock.lock.nodes.get(input?.node ?? "");
	if (input === undefined || node === undefined)
		return paragraphs(title(path, url), "Not locked: flake.lock does not have it.");
	const isOwn = input.follows === undefined;
	return paragraphs(
		title(path, referenceOf(node.original)),
		input.follows && `Follows \`${input.follows.join("/")}\``,
		`Locked at ${lockedWithAge(node.locked, moment.now)}`,
		changed(lock.lock, moment.lockBefore(flake.path), path),
		isOwn && path.length === 1 ? brought(graph, path[0] ?? "", moment.now) : undefined,
		isOwn ? inputsOf(graph, path) : undefined,
	);
}

function title(path: InputPath, url: string | undefined): string {
	return `**\`${path.join("/")}\`**: flake input${url === undefined ? "" : `, \`${url}\``}`;
}

function changed(lock: Lock, before: Lock | undefined, path: InputPath): string | undefined {
	const change = before && lockChanges(before, lock).find((change) => isSamePath(change.path, path));
	return change && `Before the last change of flake.lock: ${stateText(change.before)}`;
}

function brought(graph: LockGraph, input: string, now: number): string | undefined {
	const nodes = broughtAlong(graph, input);
	if (nodes.length === 0) return undefined;
	const lines = nodes.map((node) => {
		const same = graph.nixpkgs.find((other) => other !== node && other.identity === node.identity);
		const equal = same === undefined ? "" : `; the same files as \`${same.broughtBy.join("/")}\``;
		return `- \`${node.broughtBy.join("/")}\`, \`${node.url}\`: ${lockedWithAge(node, now)}${equal}`;
	});
	return [`${nodes.length} nixpkgs ${nodes.length === 1 ? "comes" : "come"} along with it:`, ...some(lines)].join("\n");
}

function inputsOf({ inputs }: LockGraph, path: InputPath): string | undefined {
	const own = inputs.filter((input) => isSamePath(input.path.slice(0, -1), path));
	return own.length === 0 ? undefined : ["Its inputs:", ...some(own.map(inputLine))].join("\n");
}

function inputLine({ path, follows, node, isCyclic }: LockedInput): string {
	const name = `- \`${path.at(-1)}\``;
	if (follows === undefined) return `${name}: its own`;
	const fault = isCyclic ? ", which leads in a circle" : node === undefined ? ", which leads nowhere" : "";
	return follows.length === 0 ? `${name}: this flake` : `${name} follows \`${follows.join("/")}\`${fault}`;
}

function some(lines: readonly string[]): readonly string[] {
	return lines.length <= maxListed
		? lines
		: [...lines.slice(0, maxListed - 1), `- and ${lines.length - maxListed + 1} more`];
}

function paragraphs(...texts: readonly (string | undefined)[]): string {
	return texts.filter((text) => text !== undefined).join("\n\n");
}
