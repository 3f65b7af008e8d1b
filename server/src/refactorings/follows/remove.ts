import type { DeclaredInput } from "../../flake/declared-inputs.ts";
import type { SourceFile } from "../../flake/snapshot.ts";
import { unwrappedParent } from "../../syntax/attrs.ts";
import type { AttrBinding, Attrset, Binding } from "../../syntax/nodes.ts";
import type { TextEdit } from "../../text/edit.ts";
import { removal } from "../edit/layout.ts";

/**
 * The edits that remove bindings of an input, and the sets within it that nothing is left in. Comments stay.
 */
export function removeBindings(
	{ text }: SourceFile,
	input: DeclaredInput,
	bindings: readonly AttrBinding[],
): readonly TextEdit[] {
	const gone = new Set<Binding>(bindings);
	for (const binding of bindings) {
		let set = setOf(binding);
		while (set !== undefined && set !== input.set && set.bindings.every((each) => gone.has(each))) {
			const outer = bindingOf(set);
			if (outer === undefined || !input.bindings.some((each) => isAround(each, outer))) break;
			for (const each of set.bindings) gone.delete(each);
			gone.add(outer);
			set = setOf(outer);
		}
	}
	return [...gone].map((binding) => removal(text, binding));
}

function setOf({ parent }: Binding): Attrset | undefined {
	return parent?.kind === "attrset" ? parent : undefined;
}

/** The binding that a set is the value of. */
function bindingOf(set: Attrset): AttrBinding | undefined {
	const parent = unwrappedParent(set);
	return parent?.kind === "binding" ? parent : undefined;
}

function isAround(outer: Binding, inner: Binding): boolean {
	return outer.start <= inner.start && inner.end <= outer.end;
}
