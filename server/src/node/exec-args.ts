/**
 * How Node is to run the server. An evaluation makes many values that live exactly as long as it does; with room for all
 * of them among the young ones, the garbage collector need not copy them (measured: an edit takes two thirds of the time).
 */
export const execArgs: readonly string[] = ["--max-semi-space-size=64"];
