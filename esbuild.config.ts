import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type BuildResult, build, type Plugin } from "esbuild";

const ROOT = import.meta.dirname;
/** Piscina starts its threads from a file of its own; the generator's two licences are in the comments of its only file. */
const LEFT_OUT = ["piscina", "seedrandom"];
/** In the folder of a package, by any of the usual names. */
const LICENCE = /^licen[cs]e\b/i;

/** The parser of command lines lays its help out by the widths of texts, and the package that it takes them from loads for 20 ms. */
const OWN_TEXT_WIDTH: Plugin = {
  name: "own-text-width",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^string-width$/ }, ({ path }) => ({ path, namespace: "own-text-width" }));
    onLoad({ filter: /./, namespace: "own-text-width" }, () => ({
      contents: 'export { textWidth as default } from "./src/report/textWidth.ts";',
      resolveDir: ROOT,
    }));
  },
};

/**
 * Builds the program into a folder, which is emptied first: the command line, the library and a simulating thread, with what these share
 * in modules beside them. Hundreds of small modules take longer to be found and read than to run, so packages are taken in, and their
 * licences with them.
 *
 * @param sourceMaps whether each module has a `.map` that tells what came from which source.
 */
export async function buildProgram(folder: string, sourceMaps = false): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const built = await build({
    absWorkingDir: ROOT,
    // The thread and what starts it are neighbours, as in the sources.
    entryPoints: { "cli/main": "src/cli/main.ts", index: "src/index.ts", worker: "src/experiment/worker.ts" },
    outdir: resolve(folder),
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    external: LEFT_OUT,
    // Packages in CommonJS ask for Node's modules so.
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
    },
    plugins: [OWN_TEXT_WIDTH],
    sourcemap: sourceMaps,
    metafile: true,
    logLevel: "warning",
  });
  writeFileSync(join(folder, "THIRD-PARTY-LICENSES.txt"), licencesOf(built));
}

/** The licences of all packages of which something was taken in. */
function licencesOf({ metafile }: BuildResult<{ metafile: true }>): string {
  const taken = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => {
      const [folder] = /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
      return folder === undefined || bytesInOutput === 0 ? [] : [folder];
    }),
  );
  return [...new Set(taken)]
    .sort()
    .map(licenceOf)
    .join(`\n${"-".repeat(80)}\n\n`);
}

function licenceOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8"));
  const file = readdirSync(join(ROOT, folder)).find((entry) => LICENCE.test(entry));
  if (file === undefined) throw new Error(`${folder} has no licence that could be taken along`);
  return `${name} ${version}\n\n${readFileSync(join(ROOT, folder, file), "utf8").trim()}\n`;
}

if (process.argv[1] === import.meta.filename) await buildProgram(join(ROOT, "dist"));
