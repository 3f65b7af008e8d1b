import { inlineNote, note } from "./layout.ts";
import type { SitePlan } from "./plan.ts";

/** What a call of nixpkgs may use where it stands. */
export interface SiteScope {
	/** The path from the file's folder to the flake's: `.`, `..`. */
	readonly root: string;
	/** The expression that is the source. */
	readonly source: string;
	/** True if `system` is in scope. */
	readonly system: boolean;
	/** True if `pkgs` is the host's. */
	readonly pkgs: boolean;
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
	const bindings = [systemText(site, scope), configText(site, scope), ...overlaysText(site, scope)].filter(
		(text) => text !== "",
	);
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

function systemText({ system, literal }: SitePlan, { used, beside, ...scope }: SiteScope): string {
	const needs = system === "special" ? scope.system : system === "literal" || scope.pkgs;
	const spelling = needs ? system : scope.system ? "special" : "literal";
	if (spelling === "special") used.add("system");
	else if (spelling !== "literal") used.add("pkgs");
	switch (spelling) {
		case "inherit":
			return "inherit (pkgs) system;";
		case "pkgs":
			return "system = pkgs.system;";
		case "platform":
			return "system = pkgs.stdenv.hostPlatform.system;";
		case "inherit-platform":
			return "inherit (pkgs.stdenv.hostPlatform) system;";
		case "local":
			return "localSystem = { inherit (pkgs) system; };";
		case "local-dotted":
			return "localSystem.system = pkgs.stdenv.hostPlatform.system;";
		case "text":
			return 'system = "${pkgs.system}";';
		case "beside":
			beside.push("arch = pkgs.system;");
			return "system = arch;";
		case "special":
			return "inherit system;";
		case "literal":
			return `system = "${literal}";`;
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
