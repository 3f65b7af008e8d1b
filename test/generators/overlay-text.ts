import { formalsText } from "./formals-text.ts";
import { callText, type SiteScope } from "./import-text.ts";
import { note } from "./layout.ts";
import { accessTo, inputName, letText, set } from "./module-text.ts";
import type { PerSystem } from "./output-text.ts";
import type { OverlayPlan } from "./outputs-plan.ts";
import type { OutputsScope } from "./outputs-scope.ts";
import { systems } from "./site-plan.ts";

/** The overlay of a plan, and the package that is made with it. */
export function overlayText(scope: OutputsScope): PerSystem {
	const text: PerSystem = { lets: [], bindings: [], unions: [], files: new Map() };
	const { overlay } = scope.plan.more;
	if (overlay === undefined) return text;
	const { input, root } = scope;
	const name = inputName(scope.plan, overlay.site.source);
	const here = () => functionText(overlay, input(name), root);
	switch (overlay.place) {
		case "output":
			text.bindings.push(`overlays.default = ${here()};`);
			break;
		case "let":
			text.lets.push(`addUnstable = ${here()};`);
			break;
		case "list":
			text.lets.push(`overlays = [\n  (final: prev: { })\n  (${here().replaceAll("\n", "\n  ")})\n];`);
			break;
		case "file":
			text.files.set("/unstable.nix", `{ inputs, ... }:\n${inFile(scope, overlay, ".")}`);
			break;
		case "folder": {
			const inner = set(["additions = final: prev: { };", `unstable-packages = ${inFile(scope, overlay, "../..")};`]);
			text.files.set("/pkgs/overlays/default.nix", `{ inputs, ... }:\n${inner}`);
			text.bindings.push(`overlays = import ${root}/pkgs/overlays ${inputsText(scope)};`);
			break;
		}
		case "module":
			text.files.set("/modules/overlay.nix", moduleText(scope, overlay));
			return text;
	}
	if (overlay.users === "hosts") return text;
	const overlaid = `import ${input("nixpkgs")} { inherit system; overlays = ${overlaysText(scope, overlay.place)}; }`;
	const each = `${input("nixpkgs")}.lib.genAttrs [ "${systems.join('" "')}" ]`;
	text.bindings.push(`formatter = ${each} (system: (${overlaid}).unstable.hello);`);
	return text;
}

/** The module by which a machine has the overlay and uses what it adds. */
export function overlayModule(scope: OutputsScope): string[] {
	const { overlay } = scope.plan.more;
	if (overlay?.place === "module") return [`${scope.root}/modules/overlay.nix`];
	if (overlay === undefined || overlay.users === "package") return [];
	const used = `custom.overlaid = [ pkgs.unstable.hello ];`;
	return [`({ pkgs, ... }: { nixpkgs.overlays = ${overlaysText(scope, overlay.place)}; ${used} })`];
}

/** The list that holds the overlay. */
function overlaysText(scope: OutputsScope, place: Exclude<OverlayPlan["place"], "module">): string {
	switch (place) {
		case "output":
			return `[ ${scope.input("self")}.overlays.default ]`;
		case "let":
			return "[ addUnstable ]";
		case "list":
			return "overlays";
		case "file":
			return `[ (import ${scope.root}/unstable.nix ${inputsText(scope)}) ]`;
		case "folder":
			return `[ ${scope.input("self")}.overlays.unstable-packages ]`;
	}
}

function inputsText({ all }: OutputsScope): string {
	return all === "inputs" ? "{ inherit inputs; }" : `{ inputs = ${all}; }`;
}

function inFile({ plan }: OutputsScope, overlay: OverlayPlan, root: string): string {
	return functionText(overlay, `inputs.${inputName(plan, overlay.site.source)}`, root);
}

/** A module that adds the overlay. */
function moduleText({ plan }: OutputsScope, overlay: OverlayPlan): string {
	const { formal, text } = accessTo(plan, overlay.site.source);
	const written = functionText(overlay, text, "..");
	const lets = overlay.bound ? [`overlay-unstable = ${written};`] : [];
	const item = overlay.bound ? "overlay-unstable" : `(${written.replaceAll("\n", "\n  ")})`;
	const body = set([`nixpkgs.overlays = [\n  ${item}\n];`, "custom.overlaid = [ pkgs.unstable.hello ];"]);
	return `${note}\n${formalsText(["pkgs", formal], true, plan.formals)}:\n${letText(lets, body)}`;
}

function functionText({ names, given, form, site }: OverlayPlan, source: string, root: string): string {
	const [final, prev] = source.startsWith("self.") ? (["final", "prev"] as const) : names;
	const pkgs = given === 0 ? final : prev;
	const scope: SiteScope = { root, source, system: undefined, pkgs, used: new Set(), beside: [] };
	const call = callText(site, scope);
	const made = {
		attribute: { lets: [], attributes: [`unstable = ${call}; ${note}`] },
		let: { lets: [`made = ${call};`], attributes: ["unstable = { inherit (made) hello; };"] },
		inherit: { lets: [], attributes: [`unstable = { inherit (${call}) hello; };`] },
		package: { lets: [], attributes: [`unstable.hello = (${call}).hello;`] },
		twice: { lets: [], attributes: [`unstable = ${call};`, `jq-unstable = (${call}).jq;`] },
	}[form];
	return `${final}: ${prev}: ${letText([...scope.beside, ...made.lets], set(made.attributes))}`;
}
