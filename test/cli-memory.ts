import { Failure } from "../server/src/cli/failure.ts";
import { main } from "../server/src/cli/main.ts";
import { type Paint, plain } from "../server/src/cli/paint.ts";
import type { Shell } from "../server/src/cli/shell.ts";
import type { EntryKind, FileSystem } from "../server/src/files/file-system.ts";
import { loadWasm } from "./parser.ts";

/** What a run of the command line came to. */
export interface Run {
	readonly code: number;
	readonly out: string;
	readonly err: string;
	/** The files afterwards. */
	readonly files: Readonly<Record<string, string>>;
}

/** Runs the command line in memory, started in a folder with these files (`modules/a.nix`). */
export async function run(
	args: readonly string[],
	before: Readonly<Record<string, string>> = {},
	paint: Paint = plain,
): Promise<Run> {
	const files = { ...before };
	const [out, err]: [string[], string[]] = [[], []];
	const shell: Shell = {
		out: (text) => out.push(`${text}\n`),
		err: (text) => err.push(`${text}\n`),
		paint,
		now: () => Date.UTC(2026, 10, 22),
		loadWasm,
		async locate(path) {
			if (path === ".") return { folder: "", label: "", part: undefined };
			if (path in files) return { folder: "", label: "", part: `/${path}` };
			if (!Object.keys(files).some((file) => file.startsWith(`${path}/`))) throw new Failure(`${path} does not exist`);
			return { folder: path, label: path, part: undefined };
		},
		files: (folder) => memoryFiles(files, folder === "" ? "" : `${folder}/`),
		async replace(folder, changes) {
			for (const { path, after } of changes) files[`${folder}${path}`.replace(/^\//, "")] = after;
		},
		async serve() {
			out.push("the server runs\n");
		},
		pages: new Map([["nested-instance", "# nested-instance\n\nA page.\n"]]),
	};
	const code = await main(args, shell);
	return { code, out: out.join(""), err: err.join(""), files };
}

/** The files whose names start with `prefix`, as those of a folder. */
function memoryFiles(files: Readonly<Record<string, string>>, prefix: string): FileSystem {
	const nameOf = (path: string) => prefix + path.slice(1);
	return {
		async readFolder(path) {
			const start = path === "/" ? prefix : `${nameOf(path)}/`;
			const below = Object.keys(files).filter((file) => file.startsWith(start));
			return new Map(
				below.map((file): [string, EntryKind] => {
					const [name = "", ...rest] = file.slice(start.length).split("/");
					return [name, rest.length > 0 ? "folder" : "file"];
				}),
			);
		},
		async kind(path) {
			if (nameOf(path) in files) return "file";
			return Object.keys(files).some((file) => file.startsWith(`${nameOf(path)}/`)) ? "folder" : undefined;
		},
		readText: async (path) => files[nameOf(path)],
	};
}
