/** The path that `relative` leads to from a folder, or undefined if it leaves the tree. */
export function resolvePath(folder: string, relative: string): string | undefined {
	const steps: string[] = [];
	for (const step of `${folder}/${relative}`.split("/")) {
		if (step === "..") {
			if (steps.pop() === undefined) return undefined;
		} else if (step !== "" && step !== ".") steps.push(step);
	}
	return `/${steps.join("/")}`;
}

/** How a path is written relative to a folder: `./a`, `../b`. */
export function relativePath(folder: string, target: string): string {
	const from = folder.split("/").filter((step) => step !== "");
	const to = target.split("/").filter((step) => step !== "");
	let common = 0;
	while (common < from.length && common < to.length && from[common] === to[common]) common++;
	const up = from.slice(common).map(() => "..");
	return up.length > 0 ? [...up, ...to.slice(common)].join("/") : `./${to.slice(common).join("/")}`;
}

/** The folder of a path. */
export function folderOf(path: string): string {
	return path.slice(0, Math.max(path.lastIndexOf("/"), 0)) || "/";
}

/** The path of what stands in a folder by that name. */
export function pathIn(folder: string, name: string): string {
	return `${folder === "/" ? "" : folder}/${name}`;
}

/** True if `path` is `folder` or something in it, at any depth. */
export function isBelow(path: string, folder: string): boolean {
	return path === folder || path.startsWith(pathIn(folder, ""));
}
