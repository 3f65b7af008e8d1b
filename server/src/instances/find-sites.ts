import type { Snapshot } from "../flake/snapshot.ts";
import type { Node, SyntaxTree } from "../syntax/nodes.ts";
import { derivedSites, mayDerive } from "./derived-sites.ts";
import { type Followed, flakeOf } from "./follow-flakes.ts";
import { assumedHostSites, knownHostSites } from "./host-sites.ts";
import { callsImport, importSites } from "./import-sites.ts";
import { namesHostCall } from "./shapes.ts";
import type { Site } from "./site.ts";

/** Sites, by file and in the order of the text. */
export interface Sites {
	/** The imports of nixpkgs. */
	readonly sites: readonly Site[];
	/** The places that make an instance in another way. */
	readonly otherSites: readonly Site[];
}

/** The sites of one file as long as it has that tree. */
export interface FileSites {
	readonly tree: SyntaxTree | undefined;
	readonly imports: readonly Site[];
	readonly others: readonly Site[];
}

/** The sites of all files of a snapshot. Looks only at files whose tree is another than before. */
export function findSites(followed: Followed, snapshot: Snapshot): Sites {
	const { hosts, calls } = madeBy(followed);
	const places = new Set([...followed.sites.keys(), ...hosts.keys(), ...calls.keys()]);
	for (const path of snapshot.paths()) if (snapshot.matches(path, mayHoldSites)) places.add(path);
	const sites: Site[] = [];
	const otherSites: Site[] = [];
	for (const path of [...places].sort()) {
		const { tree } = snapshot.file(path) ?? {};
		const known = followed.sites.get(path);
		const { imports, others } = known?.tree === tree && known !== undefined ? known : lookAt(followed, path, tree);
		sites.push(...imports);
		otherSites.push(...[...(hosts.get(path) ?? []), ...others].sort((a, b) => a.node.start - b.node.start));
	}
	return { sites, otherSites };
}

/** What every file matches that may make an instance: others need not be parsed. */
const mayHoldSites = new RegExp([callsImport, mayDerive, namesHostCall].map(({ source }) => source).join("|"));

function lookAt(followed: Followed, path: string, tree: SyntaxTree | undefined): FileSites {
	const { evaluation, flakes, projects } = followed;
	const inputs = flakeOf(flakes, path)?.flake.inputs ?? new Map();
	const calls = madeBy(followed).calls.get(path) ?? new Set();
	let found: FileSites = { tree, imports: [], others: [] };
	const read = evaluation.filesReadBy(() =>
		evaluation.askInPassing(() => {
			const imports = importSites(evaluation, path, inputs, calls);
			const others = [...derivedSites(evaluation, path, imports), ...assumedHostSites(evaluation, path)];
			found = { tree, imports, others };
		}),
	);
	projects.noteReads(path, read);
	followed.sites.set(path, found);
	return found;
}

/** What following the flakes has made: the sites of hosts, and the calls of nixpkgs, by file. */
interface Made {
	readonly hosts: ReadonlyMap<string, readonly Site[]>;
	readonly calls: ReadonlyMap<string, ReadonlySet<Node>>;
}

const made = new WeakMap<object, Made>();

function madeBy({ evaluation, flakes }: Followed): Made {
	const known = made.get(evaluation.revision);
	if (known !== undefined) return known;
	const hosts = new Map<string, Site[]>();
	const sites = evaluation.askInPassing(() => knownHostSites(flakes.flatMap((flake) => flake.hosts)));
	for (const site of sites) hosts.set(site.path, [...(hosts.get(site.path) ?? []), site]);
	const calls = new Map<string, Set<Node>>();
	for (const { spelling, at } of evaluation.instances) {
		if (spelling !== "import" || at === undefined) continue;
		const { file } = at.environment;
		calls.set(file, (calls.get(file) ?? new Set()).add(at.node));
	}
	made.set(evaluation.revision, { hosts, calls });
	return { hosts, calls };
}
