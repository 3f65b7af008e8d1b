// @ts-check

/**
 * A finding of the example that is fixed by itself.
 * @typedef {object} Finding
 * @property {string} rule
 * @property {string} path of the file
 * @property {string} at the caret goes before the first occurrence of this
 * @property {"warning" | "info" | "hint"} squiggle
 * @property {RegExp} fix the title of its quick fix
 */

/** An instance whose fix edits two files. @type {Finding} */
export const nested = {
	rule: "nested-instance",
	path: "home.nix",
	at: "import inputs.",
	squiggle: "warning",
	fix: /^Hoist into flake\.nix as ‘pkgs-unstable’$/,
};

/** The findings of the example, in the order in which the command line fixes them. @type {readonly Finding[]} */
export const findings = [
	nested,
	{
		rule: "nested-instance",
		path: "hosts/laptop/default.nix",
		at: "import inputs.",
		squiggle: "warning",
		fix: /^Remove ‘pkgs-unstable’, which nothing uses$/,
	},
	{
		rule: "nested-instance",
		path: "modules/browsers.nix",
		at: "import inputs.",
		squiggle: "warning",
		fix: /^Use ‘pkgs-unstable’ of flake\.nix$/,
	},
	{
		rule: "nested-instance",
		path: "modules/editors.nix",
		at: "import inputs.",
		squiggle: "warning",
		fix: /^Use ‘pkgs-unstable’, which flake\.nix passes already$/,
	},
	{
		rule: "repeated-instance",
		path: "flake.nix",
		at: "import nixpkgs",
		squiggle: "warning",
		fix: /^Make the instance once, as ‘pkgsFor’$/,
	},
	{
		rule: "overlay-instance",
		path: "flake.nix",
		at: "import inputs.nixpkgs-stable",
		squiggle: "hint",
		fix: /^Make the instance once, as ‘pkgs-stable’, if the overlay is used for no other systems than /,
	},
	{
		rule: "missing-follows",
		path: "flake.nix",
		at: "home-manager.url",
		squiggle: "info",
		fix: /^Let ‘home-manager’ follow ‘nixpkgs’/,
	},
	{
		rule: "deprecated-system-alias",
		path: "hosts/desktop/default.nix",
		at: "system}.backup",
		squiggle: "hint",
		fix: /^Use ‘stdenv\.hostPlatform\.system’$/,
	},
];

/** The files with findings, each once. */
export const filesWithFindings = [...new Set(findings.map(({ path }) => path))];
