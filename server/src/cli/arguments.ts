import { type ParseArgsConfig, parseArgs } from "node:util";
import { Failure } from "./failure.ts";

/**
 * The options and positional arguments of a command.
 * @throws Failure for an option that is unknown, lacks its value or has one too many.
 */
export function parseArguments<const Options extends NonNullable<ParseArgsConfig["options"]>>(
	args: readonly string[],
	options: Options,
) {
	try {
		return parseArgs({ args: [...args], options, allowPositionals: true });
	} catch (error) {
		// Node goes on with advice on further lines and sentences.
		const [first = ""] = String(error instanceof Error ? error.message : error).split(/\n|\. /);
		throw new Failure(`${first}; --help lists the options`);
	}
}

/**
 * The value of an option that takes one of a few.
 * @throws Failure for any other value.
 */
export function choice<Value extends string>(option: string, value: string, values: readonly Value[]): Value {
	const found = values.find((known) => known === value);
	if (found === undefined) throw new Failure(`${option} is one of ${values.join(", ")}, and not ‘${value}’`);
	return found;
}

/** @throws Failure if there are more positional arguments than the command takes. */
export function takesAtMost(count: number, positionals: readonly string[]): void {
	const extra = positionals[count];
	if (extra !== undefined) throw new Failure(`there is one argument too many: ‘${extra}’`);
}
