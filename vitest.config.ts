import { register } from "tsx/esm/api";
import { defineConfig } from "vitest/config";

// Of the processes that run the tests, this one only builds the program for them.
register();

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/buildProgram.ts"],
    setupFiles: ["test/seed.ts"],
    testTimeout: 60_000,
    maxWorkers: 2,
    isolate: false,
    execArgv: ["--import", "tsx"],
    experimental: { viteModuleRunner: false, nodeLoader: false },
  },
});
