/** What kind of value a generated expression has. */
export type Type = "int" | "bool" | "string" | ListType | SetType | FunctionType;

export interface ListType {
	readonly list: Type;
}

/** A set with at least these attributes. */
export interface SetType {
	readonly set: Readonly<Record<string, Type>>;
}

export interface FunctionType {
	readonly from: Type;
	readonly to: Type;
}

export function isList(type: Type): type is ListType {
	return typeof type === "object" && "list" in type;
}

export function isSet(type: Type): type is SetType {
	return typeof type === "object" && "set" in type;
}

export function isFunction(type: Type): type is FunctionType {
	return typeof type === "object" && "from" in type;
}

/** True if a value of type `a` can stand where one of type `b` is wanted. */
export function fits(a: Type, b: Type): boolean {
	if (isSet(a) && isSet(b)) {
		return Object.entries(b.set).every(([name, type]) => {
			const own = a.set[name];
			return own !== undefined && fits(own, type);
		});
	}
	if (isList(a) && isList(b)) return fits(a.list, b.list);
	return a === b || (typeof a === "object" && JSON.stringify(a) === JSON.stringify(b));
}
