import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/buildProgram.ts"],
    setupFiles: ["test/seed.ts"],
    testTimeout: 60_000,
    maxWorkers: 2,
  },
});
