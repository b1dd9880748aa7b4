import { register } from "tsx/esm/api";
import { defineConfig } from "vitest/config";

// This process builds the program for the tests, from TypeScript.
register();

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/buildProgram.ts", "test/scratchFolder.ts"],
    setupFiles: ["test/seed.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Loading the program anew for each of 200 files took as long as many of them. What test files share must not register hooks of its
    // own, nor change state that another file would see.
    isolate: false,
    // Modules as Node has them: in Vite's, each name that is imported is a property, which costs the event loop a third.
    execArgv: ["--import", "tsx"],
    experimental: { viteModuleRunner: false, nodeLoader: false },
  },
});
