/** How many inputs the flake has, and how many nodes its lock. */
export const [inputs, nodes] = [100, 1000];

/** The files of a flake with a large lock: a host, and inputs that bring inputs of their own or follow those of the flake. */
export function flakeWithLargeLock(): ReadonlyMap<string, string> {
	const declared = range(inputs).map((index) => {
		const url = index === 0 ? "NixOS/nixpkgs/nixos-25.11" : `someone/input${index}`;
		const follows = index % 2 === 1 ? ` inputs.nixpkgs.follows = "input0";` : "";
		return `    input${index} = { url = "github:${url}";${follows} };`;
	});
	const flake = `{
  inputs = {
${declared.join("\n")}
  };
  outputs = { input0, ... }@inputs: {
    nixosConfigurations.desk = input0.lib.nixosSystem {
      specialArgs = { inherit inputs; };
      modules = [ ./module.nix ];
    };
  };
}
`;
	const module = `{ inputs, ... }:
let
  newer = import inputs.input0 { system = "x86_64-linux"; };
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

/** The lock, in which one input more is locked at another commit for each `number`. */
export function largeLock(number: number): string {
	const locked = range(nodes).map((index) => {
		const isNixpkgs = index === 0 || (index >= inputs && index % 3 === 0);
		const [owner, repo] = isNixpkgs ? ["NixOS", "nixpkgs"] : ["someone", `input${index}`];
		const rev = (index === number % inputs ? number + 1 : index).toString(16).padStart(40, "0");
		const source = { type: "github", owner, repo };
		const original = index === 0 ? { ...source, ref: "nixos-25.11" } : source;
		const state = { lastModified: 1_764_000_000 + index, narHash: `sha256-${rev}`, rev };
		return [`node${index}`, { inputs: inputsOf(index), locked: { ...source, ...state }, original }];
	});
	const root = { inputs: Object.fromEntries(range(inputs).map((index) => [`input${index}`, `node${index}`])) };
	const all = { root, ...Object.fromEntries(locked) };
	return JSON.stringify({ nodes: all, root: "root", version: 7 }, undefined, 2);
}

/** Each node brings nine others, as far as there are any; every second input of the flake lets its nixpkgs follow. */
function inputsOf(index: number): Readonly<Record<string, string | readonly string[]>> {
	const own = range(9)
		.map((step) => inputs + index * 9 + step)
		.filter((node) => node < nodes)
		.map((node) => [node % 3 === 0 ? `nixpkgs${node}` : `input${node}`, `node${node}`]);
	const follows = index % 2 === 1 && index < inputs ? { nixpkgs: ["input0"] } : {};
	return { ...follows, ...Object.fromEntries(own) };
}

function range(length: number): readonly number[] {
	return Array.from({ length }, (_, index) => index);
}
