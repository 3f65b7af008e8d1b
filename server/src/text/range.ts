/** A half-open span of UTF-16 offsets in one text. */
export interface Range {
	readonly start: number;
	readonly end: number;
}

/** True if `outer` holds every offset of `inner`. */
export function contains(outer: Range, inner: Range): boolean {
	return outer.start <= inner.start && inner.end <= outer.end;
}

/** True if the two ranges share an offset, or an empty one touches the other. */
export function touches(a: Range, b: Range): boolean {
	return a.start <= b.end && b.start <= a.end;
}
