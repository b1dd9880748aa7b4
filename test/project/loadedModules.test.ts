import { relative } from "node:path";
import { build } from "rolldown";
import { expect, it } from "vitest";
import { ROOT } from "./readme.ts";

interface Imports {
  readonly early: readonly string[];
  readonly late: readonly string[];
}

/** A module and all that it may come to load, packages by their names only. */
async function reachedFrom(entry: string): Promise<ReadonlyMap<string, Imports>> {
  const reached = new Map<string, Imports>();
  const named = (id: string): string => (id.startsWith(ROOT) ? relative(ROOT, id) : id);
  await build({
    cwd: ROOT,
    input: entry,
    platform: "node",
    external: /^[^./]/,
    write: false,
    plugins: [
      {
        name: "imports",
        moduleParsed: ({ id, importedIds, dynamicallyImportedIds }) => {
          reached.set(named(id), { early: importedIds.map(named), late: dynamicallyImportedIds.map(named) });
        },
      },
    ],
  });
  return reached;
}

/** The modules that are loaded before the first line of one runs. */
async function loadedBy(entry: string): Promise<string[]> {
  const reached = await reachedFrom(entry);
  const loaded = new Set([entry]);
  for (const file of loaded) for (const path of reached.get(file)?.early ?? []) loaded.add(path);
  return [...loaded];
}

it("a simulating thread loads the model, but no schema, no parser of files and no report", async () => {
  const loaded = await loadedBy("src/experiment/worker.ts");
  expect(loaded).toContain("src/model/world.ts");
  const packages = ["croner", "d3-array", "seedrandom/lib/alea.js"];
  expect(loaded.filter((module) => !/^(src|node:)/.test(module)).sort()).toEqual(packages);
  expect(loaded.filter((module) => /^src\/(report|cli)\/|Schema\.ts$/.test(module))).toEqual([]);
});

it("a list of the commands loads neither the scenario's schema nor the model", async () => {
  const loaded = await loadedBy("src/cli/main.ts");
  expect(loaded).toContain("src/cli/commandLine.ts");
  expect(loaded.filter((module) => !/^(src|node:)/.test(module))).toEqual(["yargs"]);
  expect(loaded.filter((module) => /^src\/(model\/world|experiment\/)|Schema\.ts$/.test(module))).toEqual([]);
});

// In the built program a package in CommonJS has no named exports for `import()`.
it("packages are imported by modules that are loaded late, and not late themselves", async () => {
  const reached = await reachedFrom("src/cli/main.ts");
  const late = [...reached].flatMap(([file, imports]) =>
    imports.late.filter((path) => !path.startsWith("src/")).map((path) => `${file}: ${path}`),
  );
  expect(reached.size).toBeGreaterThan(500);
  expect(late).toEqual([]);
});
