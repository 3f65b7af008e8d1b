// @ts-check
import { setTimeout } from "node:timers/promises";

/**
 * Tries until it succeeds, for at most 30 seconds.
 * @param {() => void | Promise<void>} attempt
 * @throws {Error} what the last attempt has thrown
 */
export async function eventually(attempt) {
	for (const end = Date.now() + 30_000; ; ) {
		try {
			return await attempt();
		} catch (error) {
			if (Date.now() > end) throw error;
			await setTimeout(50);
		}
	}
}
