/** What is compared of a platform, by nixpkgs' names; the four parts by their own. */
export interface Outline {
	readonly system: string;
	readonly config: string;
	readonly cpu: string;
	readonly bits: number;
	readonly endian: string | null;
	readonly family: string;
	readonly vendor: string;
	readonly kernel: string;
	readonly abi: string;
	readonly libc: string | null;
	readonly linker: string;
	readonly useLLVM: boolean;
	readonly isStatic: boolean;
	readonly hasSharedLibraries: boolean;
	readonly is64bit: boolean;
	readonly linuxArch: string;
	readonly qemuArch: string | null;
	readonly rustTarget: string;
	readonly gcc: Readonly<Record<string, unknown>>;
}

/** A platform on one line, to be compared and read: what holds, and `name=value` for all else. */
export function line(outline: Outline): string {
	const { system, config, cpu, bits, endian, family, gcc, ...rest } = outline;
	const others = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
	const settings = Object.entries(gcc).sort(([a], [b]) => (a < b ? -1 : 1));
	return [
		system,
		config,
		`cpu=${cpu}/${bits}/${endian}/${family}`,
		...others.flatMap(([name, value]) => (value === false ? [] : [value === true ? name : `${name}=${value}`])),
		...settings.map(([name, value]) => `gcc.${name}=${value}`),
	].join(" ");
}
