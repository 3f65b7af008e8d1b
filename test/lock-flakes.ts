/** The branches of nixpkgs that the flakes ask for. */
export const branches = ["nixos-25.11", "nixos-25.05", "nixos-unstable", "nixpkgs-unstable"];

/** What other flakes have as inputs. */
export const stubs = {
	plain: "",
	tool: 'inputs.nixpkgs.url = "nixpkgs/nixos-unstable";',
	home: 'inputs.nixpkgs.url = "nixpkgs/nixos-25.11";',
	ancient: 'inputs.nixpkgs.url = "nixpkgs/nixos-25.05";',
	twice: 'inputs = { nixpkgs.url = "nixpkgs/nixpkgs-unstable"; stable.url = "nixpkgs/nixos-25.11"; };',
	deep: 'inputs = { nixpkgs.url = "nixpkgs/nixos-unstable"; home.url = "stub:home"; plain.url = "stub:plain"; };',
	sharing: `inputs = {
		nixpkgs.url = "nixpkgs/nixos-25.11";
		home = { url = "stub:home"; inputs.nixpkgs.follows = "nixpkgs"; };
	};`,
	borrowing: 'inputs = { home.url = "stub:home"; nixpkgs.follows = "home/nixpkgs"; };',
	through: 'inputs.tool.url = "stub:tool";',
	tower: 'inputs.deep.url = "stub:deep"; inputs.through.url = "stub:through";',
};

const own = 'nixpkgs.url = "nixpkgs/nixos-25.11";';
const unstable = 'unstable.url = "nixpkgs/nixos-unstable";';

/** Inputs as people write them, and how many nixpkgs the lock holds before and after each follows that is missing. */
export const flakes: Readonly<Record<string, readonly [inputs: string, counts: readonly number[]]>> = {
	"a line of the outermost set": [
		`
  inputs.${own}
  inputs.tool.url = "stub:tool";
`,
		[2, 1],
	],
	"a line before others": [
		`
  inputs.tool.url = "stub:tool";

  inputs.${own}
  inputs.plain.url = "stub:plain";
`,
		[2, 1],
	],
	"a name in quotes": [
		`
  inputs."nixpkgs".url = "nixpkgs/nixos-25.11";
  inputs."tool".url = "stub:tool";
`,
		[2, 1],
	],
	"lines of the set of inputs": [
		`
  inputs = {
    ${own}
    home.url = "stub:home";
    tool.url = "stub:tool";
  };
`,
		[3, 2, 1],
	],
	"inputs on one line": [
		`
  inputs = { ${own} home.url = "stub:home"; };
`,
		[2, 1],
	],
	"a line with a comment": [
		`
  inputs = {
    ${own}
    home.url = "stub:home"; # pinned
    # The end.
  };
`,
		[2, 1],
	],
	"a line that becomes a set": [
		`
  inputs = {
    ${own}
    tool = {
      url = "stub:tool";
      inputs.nixpkgs.follows = "nixpkgs";
    };
    home.url = "stub:home"; # new
  };
`,
		[2, 1],
	],
	"a line of the outermost set that becomes a set": [
		`
  inputs.${own}
  inputs.tool = { url = "stub:tool"; inputs.nixpkgs.follows = "nixpkgs"; };
  inputs.home.url = "stub:home";
`,
		[2, 1],
	],
	"a set": [
		`
  inputs = {
    ${own}
    home = {
      url = "stub:home";
    };
  };
`,
		[2, 1],
	],
	"a set on one line": [
		`
  inputs = { ${own} home = { url = "stub:home"; }; };
`,
		[2, 1],
	],
	"a set in the outermost one": [
		`
	inputs.${own}
	inputs.home = {
		# Ours.
		url = "stub:home";
	};
`,
		[2, 1],
	],
	"a set with a set of inputs": [
		`
  inputs = {
    ${own}
    plain.url = "stub:plain";
    deep = {
      url = "stub:deep";
      inputs = {
        plain.follows = "plain";
      };
    };
  };
`,
		[3, 2],
	],
	"a set with an empty set of inputs": [
		`
  inputs = { ${own} home = { url = "stub:home"; inputs = { }; }; };
`,
		[2, 1],
	],
	"a line with a set of inputs": [
		`
  inputs.${own}
  inputs.home.url = "stub:home";
  inputs.home.inputs = { };
`,
		[2, 1],
	],
	"attributes in place of a URL": [
		`
  inputs.${own}
  inputs.home = { type = "path"; path = "folder:home"; };
`,
		[2, 1],
	],
	"a set and a line that add up": [
		`
  inputs = { ${own} };
  inputs.home = { };
  inputs.home.url = "stub:home";
`,
		[2, 1],
	],
	"to the nearest of two": [
		`
  inputs = {
    ${own}
    ${unstable}
    tool.url = "stub:tool";
    home.url = "stub:home";
  };
`,
		[4, 3, 2],
	],
	"two of one input": [
		`
  inputs = {
    ${own}
    ${unstable}
    twice.url = "stub:twice";
  };
`,
		[4, 2],
	],
	"of an older release": [
		`
  inputs = {
    ${own}
    ancient.url = "stub:ancient";
  };
`,
		[2, 1],
	],
	"of an input that brings another through its own": [
		`
  inputs.${own}
  inputs.deep.url = "stub:deep";
`,
		[3, 2],
	],
	"of an input whose own input follows it": [
		`
  inputs.${own}
  inputs.sharing.url = "stub:sharing";
`,
		[2, 1],
	],
	"with Windows line ends": [
		`
  inputs = {
    ${own}
    home.url = "stub:home";
    tool = {
      url = "stub:tool";
    };
  };
`.replaceAll("\n", "\r\n"),
		[3, 2, 1],
	],
};

/** Inputs of which only inputs of their own bring a nixpkgs, and how many the lock holds before and after. */
export const deepFlakes: Readonly<Record<string, readonly [inputs: string, counts: readonly number[]]>> = {
	"through an input": [
		`
  inputs.${own}
  inputs.${unstable}
  inputs.through.url = "stub:through";
`,
		[3, 2],
	],
	"through two inputs": [
		`
  inputs = {
    ${own}
    tower = {
      url = "stub:tower";
    };
  };
`,
		[4, 1],
	],
	"of an input that brings one itself": [
		`
  inputs = {
    ${own}
    deep = { url = "stub:deep"; inputs = { nixpkgs.follows = "nixpkgs"; }; };
  };
`,
		[2, 1],
	],
	"of an input that follows its own input": [
		`
  inputs.${own}
  inputs.borrowing.url = "stub:borrowing";
`,
		[2, 1],
	],
};
