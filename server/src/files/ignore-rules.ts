import ignore, { type Ignore } from "ignore";

/** Folders that hold what Nix, direnv, Git and npm made: never read, and of no interest if they were. */
const generated = /^(\.git|\.direnv|node_modules|result(-.*)?)$/;

/** The `.gitignore` files of a workspace folder, nested ones included. */
export class IgnoreRules {
	private readonly byFolder = new Map<string, Ignore>();
	private readonly exceptions = new Set<string>();

	/** Takes a path, and all below it, out of what the files say. */
	except(path: string): void {
		this.exceptions.add(path);
	}

	/** Takes in the `.gitignore` of a folder, in place of the one known before. */
	set(folder: string, text: string): void {
		this.byFolder.set(folder, ignore({ allowRelativePaths: true }).add(text));
	}

	/** True if `path`, or a folder above it, is ignored. `isFolder` says what stands at `path`. */
	ignores(path: string, isFolder: boolean): boolean {
		if (this.isExcepted(path)) return path.split("/").some((name) => generated.test(name));
		for (let slash = path.indexOf("/", 1); slash !== -1; slash = path.indexOf("/", slash + 1)) {
			if (this.ignoresItself(path.slice(0, slash), true)) return true;
		}
		return this.ignoresItself(path, isFolder);
	}

	/** As `ignores`, for a path whose folders are known not to be ignored. */
	ignoresItself(path: string, isFolder: boolean): boolean {
		let slash = path.lastIndexOf("/");
		if (generated.test(path.slice(slash + 1))) return true;
		if (this.isExcepted(path)) return false;
		for (; slash !== -1; slash = slash === 0 ? -1 : path.lastIndexOf("/", slash - 1)) {
			// As in Git, the nearest file that says anything decides.
			const verdict = this.byFolder
				.get(path.slice(0, slash) || "/")
				?.test(path.slice(slash + 1) + (isFolder ? "/" : ""));
			if (verdict?.ignored) return true;
			if (verdict?.unignored) return false;
		}
		return false;
	}

	private isExcepted(path: string): boolean {
		if (this.exceptions.size === 0) return false;
		for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
			if (this.exceptions.has(path.slice(0, end))) return true;
		}
		return false;
	}
}
