import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { build, type Plugin, type RolldownOutput } from "rolldown";

const ROOT = import.meta.dirname;
/** Piscina starts its threads from a file of its own; the generator's two licences are in the comments of its only file. */
const LEFT_OUT = [/^piscina($|\/)/, /^seedrandom($|\/)/];
/** In the folder of a package, by any of the usual names. */
const LICENCE = /^licen[cs]e\b/i;

/** The parser of command lines lays its help out by the widths of texts, and the package that it takes them from loads for 20 ms. */
const OWN_TEXT_WIDTH: Plugin = {
  name: "own-text-width",
  resolveId: {
    filter: { id: /^string-width$/ },
    handler: () => "\0own-text-width",
  },
  load: {
    filter: { id: /^\0own-text-width$/ },
    handler: () => `export { textWidth as default } from ${JSON.stringify(join(ROOT, "src/report/textWidth.ts"))};`,
  },
};

/**
 * Builds the program into a folder, which is emptied first: the command line, the library and a simulating thread, with what these share
 * in modules beside them. Hundreds of small modules take longer to be found and read than to run, so packages are taken in, and their
 * licences with them. Constants must stay constants in the modules that are made: as variables they cost the event loop a third. Those that
 * are numbers stand in the place of their names: a name of another module is looked up at each use, and then nothing is known of its type.
 *
 * @param sourceMaps whether each module has a `.map` that tells what came from which source.
 */
export async function buildProgram(folder: string, sourceMaps = false): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const built = await build({
    cwd: ROOT,
    // The thread and what starts it are neighbours, as in the sources.
    input: { "cli/main": "src/cli/main.ts", index: "src/index.ts", worker: "src/experiment/worker.ts" },
    platform: "node",
    external: LEFT_OUT,
    plugins: [OWN_TEXT_WIDTH],
    logLevel: "warn",
    optimization: { inlineConst: { mode: "all", pass: 3 } },
    output: {
      dir: resolve(folder),
      format: "esm",
      entryFileNames: "[name].js",
      chunkFileNames: "[name]-[hash].js",
      sourcemap: sourceMaps,
    },
  });
  writeFileSync(join(folder, "THIRD-PARTY-LICENSES.txt"), licencesOf(built));
}

/** The licences of all packages of which something was taken in. */
function licencesOf({ output }: RolldownOutput): string {
  const taken = output.flatMap((part) =>
    part.type === "asset" ? [] : Object.keys(part.modules).flatMap((module) => packageFolderOf(module) ?? []),
  );
  return [...new Set(taken)]
    .sort()
    .map(licenceOf)
    .join(`\n${"-".repeat(80)}\n\n`);
}

/** The folder of the package that a module is of, if it is of one. */
function packageFolderOf(module: string): string | undefined {
  return /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(relative(ROOT, module).split(sep).join("/"))?.[0];
}

function licenceOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8"));
  const file = readdirSync(join(ROOT, folder)).find((entry) => LICENCE.test(entry));
  if (file === undefined) throw new Error(`${folder} has no licence that could be taken along`);
  return `${name} ${version}\n\n${readFileSync(join(ROOT, folder, file), "utf8").trim()}\n`;
}

if (process.argv[1] === import.meta.filename) await buildProgram(join(ROOT, "dist"));
