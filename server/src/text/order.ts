/** The order in which Nix puts texts, that of their bytes: below zero if `a` comes first, zero if they are equal. */
export function compareText(a: string, b: string): number {
	const length = Math.min(a.length, b.length);
	for (let at = 0; at < length; at++) {
		const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
		// A half of a pair stands for a character beyond all that have one unit.
		if (x !== y) return isHalf(x) === isHalf(y) ? x - y : isHalf(x) ? 1 : -1;
	}
	return a.length - b.length;
}

function isHalf(unit: number): boolean {
	return unit >= 0xd800 && unit < 0xe000;
}
