import { inlineNote, note } from "./layout.ts";
import type { SitePlan } from "./site-plan.ts";

/** What a call of nixpkgs may use where it stands. */
export interface SiteScope {
	/** The path from the file's folder to the flake's: `.`, `..`. */
	readonly root: string;
	/** The expression that is the source. */
	readonly source: string;
	/** The expression that gives the system, if there is one. */
	readonly system: string | undefined;
	/** The name of the package set around, if there is one. */
	readonly pkgs: string | undefined;
	/** Names that the call uses are added here. */
	readonly used: Set<string>;
	/** Bindings that the call needs beside it are added here. */
	readonly beside: string[];
}

/** `import source { … }`; `before` is what stands for `import`. */
export function callText(site: SitePlan, scope: SiteScope, before = "import"): string {
	return `${before} ${inlineNote}${sourceText(site, scope.source)} ${argumentText(site, scope)}`;
}

/** The source, spelled in one of several ways. */
export function sourceText({ sourceSpelling }: SitePlan, source: string): string {
	switch (sourceSpelling) {
		case "plain":
			return source;
		case "parentheses":
			return `(${source})`;
		case "text":
			return `"\${${source}}"`;
		case "path":
			return `${source}.outPath`;
	}
}

/** nixpkgs' argument set. */
export function argumentText(site: SitePlan, scope: SiteScope): string {
	const given = [systemText(site, scope), crossText(site, scope), configText(site, scope)];
	const bindings = [...given, ...overlaysText(site, scope)].filter((text) => text !== "");
	const set = setText(bindings, site.lines);
	switch (site.wrap) {
		case "plain":
			return set;
		case "parentheses":
			return `(${set})`;
		case "recursive":
			return `rec ${set}`;
		case "union":
			return `(${setText(bindings.slice(0, 1), site.lines)} // ${setText(bindings.slice(1), false)})`;
		case "let":
			return `(let allowed = true; in ${set})`;
	}
}

function setText(bindings: readonly string[], lines: boolean): string {
	if (bindings.length === 0) return "{ }";
	if (!lines) return `{ ${bindings.join(" ")} }`.replaceAll(/ *§/g, "");
	return ["{", ...bindings.flatMap((binding) => [`  ${note}`, `${indented(binding, "  ")} ${note}`]), "}"].join("\n");
}

function systemText(site: SitePlan, { used, beside, system, pkgs }: SiteScope): string {
	const byPackages = pkgs !== undefined && !["special", "literal"].includes(site.system);
	if (byPackages) used.add(pkgs);
	else if (site.system === "literal" || system === undefined) return `system = "${site.literal}";`;
	else used.add("system");
	const from = byPackages ? `${pkgs}.system` : (system ?? "");
	const platform = byPackages ? `${pkgs}.stdenv.hostPlatform` : undefined;
	const inherited = byPackages
		? `inherit (${pkgs}) system;`
		: from === "system"
			? "inherit system;"
			: `system = ${from};`;
	switch (site.system) {
		case "inherit":
		case "special":
		case "literal":
			return inherited;
		case "pkgs":
			return byPackages ? `system = ${from};` : inherited;
		case "platform":
			return platform === undefined ? inherited : `system = ${platform}.system;`;
		case "inherit-platform":
			return platform === undefined ? inherited : `inherit (${platform}) system;`;
		case "local":
			return `localSystem = { ${inherited} };`;
		case "local-dotted":
			return `localSystem.system = ${platform === undefined ? from : `${platform}.system`};`;
		case "text":
			return from === "system" && site.wrap === "recursive" ? inherited : `system = "\${${from}}";`;
		case "beside":
			beside.push(`arch = ${from};`);
			return "system = arch;";
	}
}

function crossText({ cross }: SitePlan, { used }: SiteScope): string {
	switch (cross) {
		case "none":
			return "";
		case "double":
			return 'crossSystem = "armv7l-linux";';
		case "triple":
			return 'crossSystem.config = "aarch64-unknown-linux-gnu";';
		case "example":
			used.add("lib");
			return "crossSystem = lib.systems.examples.aarch64-multiplatform;";
	}
}

function configText({ config }: SitePlan, { used, beside }: SiteScope): string {
	switch (config) {
		case "none":
			return "";
		case "dotted":
			return "config.allowUnfree = true;";
		case "set":
			return "config = { allowUnfree = true; };";
		case "lines":
			return `config = {\n  ${note}\n  allowUnfree = true; ${note}\n};`;
		case "repeated":
			return "config.allowUnfree = true; config.cudaSupport = false;";
		case "predicate":
			used.add("lib");
			return 'config.allowUnfreePredicate = pkg: builtins.elem (lib.getName pkg) [ "vscode" ];';
		case "string":
			return "config = {\n  allowUnfree = true;\n  note = ''\n    one\n      two\n  '';\n};";
		case "list":
			return 'config.allowUnfreePackages = with builtins; [ "vscode" (elemAt [ "steam" ] 0) ];';
		case "beside":
			beside.push("settings = { allowUnfree = true; };");
			return "config = settings;";
		case "own":
			used.add("config");
			return "config = config.nixpkgs.config;";
	}
}

function overlaysText({ overlays }: SitePlan, { root, beside }: SiteScope): string[] {
	switch (overlays) {
		case "none":
			return [];
		case "empty":
			return ["overlays = [ ];"];
		case "inline":
			return ["overlays = [ (final: prev: { neovim = prev.vim; }) ];"];
		case "lines":
			return [
				`overlays = [\n  ${note}\n  (final: prev: {\n    neovim = prev.vim; ${note}\n    inherit (prev) hello;\n  })\n];`,
			];
		case "file":
			return [`overlays = [ (import ${root}/overlays/neovim.nix) ];`];
		case "folder":
			return [`overlays = import ${root}/overlays;`];
		case "beside":
			beside.push("overlay = final: prev: { neovim = prev.vim; };");
			return ["overlays = [ overlay ];"];
	}
}

/** Every line of a text but the first one moved in; the first one too. */
export function indented(text: string, by: string): string {
	return text
		.split("\n")
		.map((line) => (line === "" ? "" : by + line))
		.join("\n");
}
