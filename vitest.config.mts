import { defineConfig } from "vitest/config";

/** Far more than anything takes on a machine at rest: a busy one must not fail for being slow. */
const patience = 120_000;

export default defineConfig({
	test: {
		include: ["test/**/*.test.ts"],
		testTimeout: patience,
		hookTimeout: patience,
	},
});
