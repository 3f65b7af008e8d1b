import { anyForms } from "./any-forms.ts";
import { listForms } from "./list-forms.ts";
import { bool, int } from "./scalar-forms.ts";
import { setForms } from "./set-forms.ts";
import { string } from "./string-forms.ts";
import { isList, isSet, type Type } from "./types.ts";
import { type Form, type Grammar, leaf } from "./writer.ts";

/** Every form of the language that is followed, and the functions of `builtins` and of nixpkgs' library. */
export const grammar: Grammar = { any: anyForms, of };

function of(type: Type): readonly [Form, ...Form[]] {
	if (type === "int") return int;
	if (type === "bool") return bool;
	if (type === "string") return string;
	if (isList(type)) return [(writer, _, scope) => writer.pick(listForms)(writer, type, scope)];
	if (isSet(type)) return [(writer, _, scope) => writer.pick(setForms)(writer, type, scope)];
	return [leaf];
}
