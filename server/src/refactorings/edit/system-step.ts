import type { Site } from "../../instances/site.ts";
import { staticPath, unparenthesized } from "../../syntax/attrs.ts";
import type { Attr, Binding, Expression } from "../../syntax/nodes.ts";
import type { Range } from "../../text/range.ts";

/**
 * The step of an attribute path that selects the system which a site gives nixpkgs: `x86_64-linux`, `${system}`.
 * Undefined if it is not written in the call.
 */
export function systemStep({ argument }: Site, text: string): string | undefined {
	const set = argument && unparenthesized(argument);
	if (set?.kind !== "attrset" || set.recursive) return undefined;
	for (const binding of set.bindings) {
		const step = stepOf(binding, text);
		if (step !== undefined) return step;
	}
	return undefined;
}

/** The step for what one binding gives, if that is the system. */
export function stepOf(binding: Binding, text: string): string | undefined {
	if (binding.kind === "inherit") {
		const attr = binding.attrs.find(({ name }) => name === "system" || name === "localSystem");
		return attr && inheritedStep(attr, binding.from && unparenthesized(binding.from), text);
	}
	if (!systemPaths.has(staticPath(binding.path)?.join(".") ?? "")) return undefined;
	const value = unparenthesized(binding.value);
	if (value.kind === "attrset")
		return value.bindings.map((each) => stepOf(each, text)).find((step) => step !== undefined);
	if (value.kind !== "string") return `\${${slice(text, value)}}`;
	const [literal] = value.parts;
	if (value.parts.length === 1 && typeof literal === "string" && /^[a-z_][\w-]*$/i.test(literal)) return literal;
	return `\${${slice(text, value)}}`;
}

const systemPaths = new Set(["system", "localSystem", "localSystem.system"]);

function inheritedStep({ name }: Attr, from: Expression | undefined, text: string): string | undefined {
	if (from === undefined) return `\${${name}}`;
	return from.kind === "variable" || from.kind === "select" ? `\${${slice(text, from)}.${name}}` : undefined;
}

function slice(text: string, { start, end }: Range): string {
	return text.slice(start, end);
}
