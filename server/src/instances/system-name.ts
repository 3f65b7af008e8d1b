/** True for a system double that packages are built for: `x86_64-linux`. */
export function isSystemName(text: string | undefined): boolean {
	return text !== undefined && /^(x86_64|aarch64|i686|armv[67]l|riscv64|powerpc64le)-(linux|darwin)$/.test(text);
}
