/** The relative path from a folder to a path, both absolute in the workspace. */
export function relativePath(folder: string, target: string): string {
	const from = folder.split("/").filter((step) => step !== "");
	const to = target.split("/").filter((step) => step !== "");
	let common = 0;
	while (common < from.length && common < to.length && from[common] === to[common]) common++;
	const up = from.slice(common).map(() => "..");
	return up.length > 0 ? [...up, ...to.slice(common)].join("/") : `./${to.slice(common).join("/")}`;
}
