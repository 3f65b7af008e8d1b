/** True for a file that its folder or its name sets apart as an example for others to start from. */
export function isTemplate(path: string): boolean {
	return foldersOf(path).some((name) => /^(templates?|examples?|samples?)$/i.test(name));
}

/** True for a file that its folder or its name sets apart as a test. */
export function isTest(path: string): boolean {
	return (
		foldersOf(path).some((name) => /^(.*[-_])?(tests?|checks)$/i.test(name)) ||
		/^(tests?|checks)\.nix$/i.test(nameOf(path))
	);
}

/** True for a file that Nix' older commands read by themselves, or that is called a shell. */
export function isShellFile(path: string): boolean {
	if (/^(.*[-_])?shell\.nix$/i.test(nameOf(path)) || path === "/default.nix") return true;
	return foldersOf(path).some((name) => /^(dev)?-?shells?$/i.test(name));
}

/** True for a file in a folder of packages. */
export function isPackageFile(path: string): boolean {
	return nameOf(path) === "package.nix" || foldersOf(path).some((name) => /^(pkgs|packages)$/i.test(name));
}

function foldersOf(path: string): readonly string[] {
	return path.split("/").slice(1, -1);
}

function nameOf(path: string): string {
	return path.slice(path.lastIndexOf("/") + 1);
}
