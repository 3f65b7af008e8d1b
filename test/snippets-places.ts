import type { Files } from "./pages/files.ts";

/** Where a snippet belongs: flakes by what is put there, with something in their outputs that needs it. */
export const places: Readonly<Record<string, (snippet: string) => Files>> = {
	"nixpkgs-instance": (snippet) => flake({ let: snippet, outputs: `${packages}.default = pkgs-unstable.vscode;` }),
	"nixpkgs-commit": (snippet) => flake({ let: snippet, outputs: "" }),
	"nixpkgs-input": (snippet) => {
		const outputs = `${packages}.default = inputs.nixpkgs-unstable.legacyPackages.x86_64-linux.hello;`;
		return new Map([["/flake.nix", `{ inputs = {\n${snippet}\n}; outputs = inputs: {\n${outputs}\n}; }`]]);
	},
	"nixpkgs-overlays": (snippet) => flake({ let: snippet, outputs: `${packages}.default = pkgs.hello;` }),
	"nixpkgs-unfree": (snippet) => flake({ let: snippet, outputs: `${packages}.default = pkgs.vscode;` }),
	"nixpkgs-cross": (snippet) => flake({ let: snippet, outputs: `${packages}.default = pkgs-cross.hello;` }),
	"nixpkgs-per-system": (snippet) =>
		flake({ let: snippet, outputs: "packages = forAllSystems (system: { default = pkgsFor.${system}.hello; });" }),
	"flake-host": (snippet) => withModules(flake({ let: unstable, outputs: snippet })),
	"flake-home": (snippet) => withModules(flake({ let: unstable, outputs: snippet })),
	"flake-parts-pkgs": (snippet) => {
		const call = `inputs.flake-parts.lib.mkFlake { inherit inputs; } {\nsystems = [ "x86_64-linux" ];\n${snippet}\n}`;
		return new Map([["/flake.nix", `{ inputs = { ${inputs} }; outputs = inputs: ${call}; }`]]);
	},
	"overlay-file": (snippet) => {
		const pkgs = `pkgs = import inputs.nixpkgs { inherit system; overlays = [ (import ./overlay.nix) ]; };`;
		return new Map([...flake({ let: pkgs, outputs: `${packages}.default = pkgs.hello;` }), ["/overlay.nix", snippet]]);
	},
	"overlay-package-set": (snippet) => {
		const pkgs = `pkgs = import inputs.nixpkgs { inherit system; overlays = [\n${snippet}\n]; };`;
		return flake({ let: pkgs, outputs: `${packages}.default = pkgs.unstable.hello;` });
	},
	"flake-dev-shell": (snippet) => flake({ let: "", outputs: snippet }),
	"flake-instances": (snippet) =>
		new Map([
			["/flake.nix", snippet],
			[
				"/configuration.nix",
				"{ pkgs-unstable, pkgs-patched, ... }: { environment.systemPackages = [ pkgs-unstable.vscode pkgs-patched.hello ]; }",
			],
		]),
};

const packages = "packages.x86_64-linux";

const inputs = `
nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
nixpkgs-unstable.url = "github:NixOS/nixpkgs/nixos-unstable";
home-manager.url = "github:nix-community/home-manager/release-25.11";
flake-parts.url = "github:hercules-ci/flake-parts";
`;

const unstable = "pkgs-unstable = import inputs.nixpkgs-unstable { inherit system; };";

function flake(text: { readonly let: string; readonly outputs: string }): Files {
	const body = `let\nsystem = "x86_64-linux";\n${text.let}\nin {\n${text.outputs}\n}`;
	return new Map([["/flake.nix", `{ inputs = { ${inputs} }; outputs = { nixpkgs, ... }@inputs: ${body}; }`]]);
}

function withModules(files: Files): Files {
	return new Map([
		...files,
		["/configuration.nix", "{ pkgs-unstable, ... }: { environment.systemPackages = [ pkgs-unstable.git ]; }"],
		["/home.nix", "{ pkgs-unstable, ... }: { home.packages = [ pkgs-unstable.git ]; }"],
	]);
}
