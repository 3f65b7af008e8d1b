/**
 * The workspace paths of the files and folders that a Nix file names by relative paths, such as `../lib` in
 * `import ../lib { }`. Told from the text alone: what stands in a comment counts too.
 */
export function references(path: string, text: string): ReadonlySet<string> {
	const found = new Set<string>();
	for (const [written] of text.matchAll(/(?<![\w./+-])\.{1,2}(?:\/[\w.+-]+)+/g)) {
		const target = resolve(path.slice(0, path.lastIndexOf("/")), written);
		if (target !== undefined) found.add(target);
	}
	return found;
}

/** The path that `relative` leads to from a folder, or undefined if it leaves the workspace or is its root. */
function resolve(folder: string, relative: string): string | undefined {
	const steps: string[] = [];
	for (const step of `${folder}/${relative}`.split("/")) {
		if (step === "..") {
			if (steps.pop() === undefined) return undefined;
		} else if (step !== "" && step !== ".") steps.push(step);
	}
	return steps.length === 0 ? undefined : `/${steps.join("/")}`;
}
