import { defineConfig } from "vitest/config";

// Three projects, so that a quick change can run only what it needs: `npm run unit`, `database`, `browser`.
export default defineConfig({
  test: {
    // By itself it leaves one processor free, which is half of a machine with two.
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "packages/*/test/**/*.test.ts",
            "apps/{cli,web}/test/**/*.test.ts",
            "tools/**/*.test.ts",
            "bench/**/*.test.ts",
          ],
          globalSetup: ["tools/knowledge/setup.ts"],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "database",
          include: ["apps/server/test/**/*.test.ts"],
          // Each file has a database of its own; reading the same modules anew for each took a quarter of the time.
          isolate: false,
          globalSetup: ["tools/knowledge/setup.ts", "apps/server/test/support/cluster.setup.ts"],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "browser",
          include: ["e2e/**/*.test.ts"],
          globalSetup: ["tools/knowledge/setup.ts", "e2e/support/site.setup.ts"],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
