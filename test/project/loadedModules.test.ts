import { build, type Metafile } from "esbuild";
import { expect, it } from "vitest";
import { ROOT } from "./readme.ts";

/** A module and all that it may come to load, packages by their names only. */
async function reachedFrom(entry: string): Promise<Metafile["inputs"]> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    packages: "external",
    platform: "node",
    bundle: true,
    format: "esm",
    outdir: "nowhere",
    write: false,
    metafile: true,
  });
  return metafile.inputs;
}

/** The modules that are loaded before the first line of one runs. */
async function loadedBy(entry: string): Promise<string[]> {
  const inputs = await reachedFrom(entry);
  const loaded = new Set([entry]);
  for (const file of loaded)
    for (const { kind, path } of inputs[file]?.imports ?? []) if (kind === "import-statement") loaded.add(path);
  return [...loaded];
}

it("a simulating thread loads the model, but no schema, no parser of files and no report", async () => {
  const loaded = await loadedBy("src/experiment/worker.ts");
  expect(loaded).toContain("src/model/world.ts");
  expect(loaded.filter((module) => !/^(src|node:)/.test(module)).sort()).toEqual([
    "croner",
    "piscina",
    "seedrandom/lib/alea.js",
  ]);
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
  const inputs = Object.entries(await reachedFrom("src/cli/main.ts"));
  const late = inputs.flatMap(([file, { imports }]) =>
    imports
      .filter(({ kind, path }) => kind === "dynamic-import" && !path.startsWith("src/"))
      .map(({ path }) => `${file}: ${path}`),
  );
  expect(inputs.length).toBeGreaterThan(500);
  expect(late).toEqual([]);
});
