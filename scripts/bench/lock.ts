/** How many inputs the flake has, and how many nodes its lock. */
export const [inputs, nodes] = [100, 1000];

/** How many inputs each input of the flake brings: together with the flake's own, that makes all nodes. */
const brought = (nodes - inputs) / inputs;

/**
 * The files of a flake with a large lock. The first input is nixpkgs; of the others every second one lets its nixpkgs
 * follow, and the rest bring their own.
 */
export function flakeWithLargeLock(): ReadonlyMap<string, string> {
	const declared = range(inputs).map((index) => {
		const url = index === 0 ? "NixOS/nixpkgs/nixos-25.11" : `someone/input${index}`;
		const follows = isFollowing(index) ? ' inputs.nixpkgs.follows = "nixpkgs";' : "";
		return `    ${nameOf(index)} = { url = "github:${url}";${follows} };`;
	});
	const flake = `{
  inputs = {
${declared.join("\n")}
  };
  outputs = { nixpkgs, ... }@inputs: {
    nixosConfigurations.desk = nixpkgs.lib.nixosSystem {
      specialArgs = { inherit inputs; };
      modules = [ ./module.nix ];
    };
  };
}
`;
	const module = `{ inputs, ... }:
let
  newer = import inputs.nixpkgs { system = "x86_64-linux"; };
in
{
  environment.systemPackages = [ newer.hello ];
}
`;
	return new Map([
		["/flake.nix", flake],
		["/module.nix", module],
		["/flake.lock", largeLock(0)],
	]);
}

/** The lock, in which for each `number` another input is locked at a commit of its own. */
export function largeLock(number: number): string {
	const all = range(nodes).map((index) => {
		const [owner, repo] = isNixpkgs(index) ? ["NixOS", "nixpkgs"] : ["someone", `input${index}`];
		const rev = (index === number % inputs ? nodes + number : index).toString(16).padStart(40, "0");
		const source = { type: "github", owner, repo };
		const state = { lastModified: 1_764_000_000 + index, narHash: `sha256-${rev}`, rev };
		const original = isNixpkgs(index) ? { ...source, ref: "nixos-25.11" } : source;
		return [keyOf(index), { inputs: inputsOf(index), locked: { ...source, ...state }, original }];
	});
	const root = { inputs: Object.fromEntries(range(inputs).map((index) => [nameOf(index), keyOf(index)])) };
	return JSON.stringify({ nodes: { root, ...Object.fromEntries(all) }, root: "root", version: 7 }, undefined, 2);
}

function inputsOf(index: number): Readonly<Record<string, string | readonly string[]>> {
	if (index === 0 || index >= inputs) return {};
	const own = range(brought).map((step) => inputs + index * brought + step);
	const follows = isFollowing(index) ? { nixpkgs: ["nixpkgs"] } : {};
	return { ...follows, ...Object.fromEntries(own.map((node) => [nameOf(node), keyOf(node)])) };
}

function isFollowing(index: number): boolean {
	return index % 2 === 1;
}

/** True for the flake's first input, and for the first one that each input brings which lets none follow. */
function isNixpkgs(index: number): boolean {
	const [by, step] = [Math.floor((index - inputs) / brought), (index - inputs) % brought];
	return index === 0 || (index >= inputs && step === 0 && !isFollowing(by));
}

function nameOf(index: number): string {
	return isNixpkgs(index) ? "nixpkgs" : `input${index}`;
}

function keyOf(index: number): string {
	return `node${index}`;
}

function range(length: number): readonly number[] {
	return Array.from({ length }, (_, index) => index);
}
