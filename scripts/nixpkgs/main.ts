import { parseArgs } from "node:util";
import { askNix, describe } from "./facts.ts";
import { writeData } from "./generate.ts";

export async function main(root: string, args: string[]): Promise<void> {
	const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
	const [checkout] = positionals;
	if (checkout === undefined) throw new Error("npm run nixpkgs -- [--check] CHECKOUT");
	writeData(root, describe(checkout), askNix(root, checkout, {}, []));
}
