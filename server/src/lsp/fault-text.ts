/** An error with where it came from, for the log. */
export function faultText(error: unknown): string {
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
