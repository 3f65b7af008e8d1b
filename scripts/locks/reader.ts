/** What a lock holds, counted without any of the server's code, to compare with. */
export interface Counts {
	/** Nodes that are nixpkgs. */
	readonly nixpkgs: number;
	/** Inputs at every depth that have a node of their own. */
	readonly own: number;
	/** Inputs at every depth that follow another one. */
	readonly followed: number;
}

type Reference = Readonly<Record<string, unknown>>;

/** A flake.lock as Nix writes it, in its file or in what `nix flake metadata --json` prints. */
export interface WrittenLock {
	readonly root: string;
	readonly nodes: Readonly<
		Record<
			string,
			{
				readonly inputs?: Readonly<Record<string, string | readonly string[]>>;
				readonly locked?: Reference;
				readonly original?: Reference;
			}
		>
	>;
}

/** Counts what can be reached from the root. */
export function countLock({ root, nodes }: WrittenLock): Counts {
	const seen = new Set<string>();
	let [own, followed] = [0, 0];
	const visit = (key: string) => {
		if (seen.has(key)) return;
		seen.add(key);
		for (const target of Object.values(nodes[key]?.inputs ?? {})) {
			if (typeof target === "string") {
				own++;
				visit(target);
			} else followed++;
		}
	};
	visit(root);
	const nixpkgs = [...seen].filter((key) => {
		const { locked, original, inputs } = nodes[key] ?? {};
		return isNixpkgs(locked) || isNixpkgs(original) || (inputs === undefined && isChannelOfFork(original));
	});
	return { nixpkgs: nixpkgs.length, own, followed };
}

/** True for a channel's branch of a repository that has nixpkgs in its name. */
function isChannelOfFork({ repo, ref }: Reference = {}): boolean {
	return String(repo).toLowerCase().includes("nixpkgs") && /^nix(os|pkgs)-(unstable|\d)/.test(String(ref));
}

/** True for what leads to nixpkgs or to a fork that is called so. */
function isNixpkgs(reference: Reference | undefined): boolean {
	const { type, id, repo, url, path } = reference ?? {};
	if (type === "indirect") return id === "nixpkgs";
	const place = String(repo ?? url ?? path ?? "").toLowerCase();
	const [project = ""] = place
		.replace(/[?#].*/, "")
		.replace(/\.git$/, "")
		.split("/")
		.slice(-1);
	if (project === "nixpkgs" || project.endsWith("-nixpkgs")) return true;
	return /nixexprs\.tar|\/nixpkgs\/archive\/|nixos\.org\/|\/f\/(pinned\/)?(nixos|determinatesystems)\/nixpkgs/.test(
		place,
	);
}
