import type { OutputsScope } from "./outputs-scope.ts";
import { type FlakePlan, type HostPlan, type ModulePlan, modulePath } from "./plan.ts";

/** The modules of a machine. */
export function hostModules({ modules }: FlakePlan, host: HostPlan): readonly number[] {
	return host.kind === "home" ? [] : chosen(host.modules, modules.length);
}

/** The modules of a home-manager configuration or user. */
export function homeModules(plan: FlakePlan, host: HostPlan): readonly number[] {
	if (host.kind !== "home" && host.kind !== "nixos-user") return [];
	const all = plan.userArguments === "file" && host.kind === "nixos-user";
	return all ? [...plan.homeModules.keys()] : chosen(host.userModules, plan.homeModules.length);
}

/** The modules that the bits of a number choose, by their index: at least one. */
function chosen(bits: number, count: number): readonly number[] {
	const found = Array.from({ length: count }, (_, index) => index).filter((index) => (bits >> index) % 2 === 1);
	return found.length === 0 ? [0] : found;
}

/** How a module is named in the call of a host. */
export function moduleReference(
	{ all, root }: Pick<OutputsScope, "all" | "root">,
	module: ModulePlan | undefined,
	prefix: string,
	index: number,
): string {
	if (module === undefined) return "{ }";
	const path = root + modulePath(module, prefix, index);
	if (module.shape === "curried") return `(import ${path} ${all})`;
	return module.shape === "curried-set" ? `(import ${path} { inputs = ${all}; })` : path;
}
