import { constants } from "node:fs";
import { access, realpath, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { Failure } from "../cli/failure.ts";
import type { Location } from "../cli/shell.ts";

/** As `Shell.locate`, on this machine's disk. */
export async function locate(path: string): Promise<Location> {
	const stats = await orFailure(path, stat(path));
	if (stats.isDirectory()) {
		await orFailure(path, access(path, constants.R_OK | constants.X_OK));
		const inner = await realpath(path);
		const folder = await flakeFolder(inner);
		if (folder !== inner) return partOf(folder, inner, path);
		return { folder: resolve(path), label: labelOf(resolve(path), path), part: undefined };
	}
	if (!stats.isFile() || !path.endsWith(".nix")) throw new Failure(`‘${path}’ is neither a folder nor a Nix file`);
	await orFailure(path, access(path, constants.R_OK));
	const file = await realpath(path);
	return partOf(await flakeFolder(dirname(file)), file, path);
}

function partOf(folder: string, inner: string, path: string): Location {
	return { folder, label: labelOf(folder, path), part: `/${slashed(relative(folder, inner))}` };
}

/** The nearest folder from `start` upwards that has a flake.nix; not beyond the repository, and else `start`. */
async function flakeFolder(start: string): Promise<string> {
	for (let folder = start; ; folder = dirname(folder)) {
		if (await exists(join(folder, "flake.nix"))) return folder;
		if (folder === dirname(folder) || (await exists(join(folder, ".git")))) return start;
	}
}

/** A folder as its user would write it: absolute where the path on the command line is. */
function labelOf(folder: string, path: string): string {
	return slashed(isAbsolute(path) ? folder : relative("", folder));
}

function slashed(path: string): string {
	return path.replaceAll(sep, "/");
}

function exists(path: string): Promise<boolean> {
	return stat(path).then(
		() => true,
		() => false,
	);
}

async function orFailure<T>(path: string, result: Promise<T>): Promise<T> {
	try {
		return await result;
	} catch (error) {
		const code = error instanceof Error && "code" in error ? error.code : undefined;
		throw new Failure(code === "ENOENT" ? `‘${path}’ does not exist` : `‘${path}’ can't be read (${code})`);
	}
}
