const words = (text: string) => text.split(/\s+/);

/**
 * What the standard environment on Linux is made of. Source: `allowedRequisites` and `overrides` in nixpkgs'
 * pkgs/stdenv/linux/default.nix. Its bootstrap stages get the overlays too.
 */
const STDENV_LINUX = words(`stdenv stdenvNoCC gcc gcc-unwrapped binutils binutils-unwrapped glibc linuxHeaders attr acl
	libidn2 libunistring`);

/** What stdenv has on every system. Source: nixpkgs' pkgs/stdenv/generic/common-path.nix, and the same lists. */
const STDENV = words(`bash coreutils diffutils findutils gawk gnumake gnused gnutar gnugrep gnupatch patchelf gzip bzip2
	xz zlib file`);

/**
 * What most other packages are built with, or are linked to. nixpkgs sends changes of these through its branch `staging`,
 * as all that rebuilds more than 500 packages (CONTRIBUTING.md, "Staging").
 */
const COMMON =
	words(`openssl python3 perl curl ncurses readline libffi expat sqlite gettext pkg-config cmake meson ninja
	autoconf automake libtool glib dbus systemd rustc cargo`);

/** True for a package on which most others rest, on a system such as `x86_64-linux`. */
export function isLowLevel(name: string, system: string): boolean {
	return COMMON.includes(name) || STDENV.includes(name) || (system.endsWith("-linux") && STDENV_LINUX.includes(name));
}
