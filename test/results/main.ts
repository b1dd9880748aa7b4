/**
 * Writes results/ anew from scenarios/: a page for each scenario with its pictures, an index, and theory beside simulation. Run by
 * `npm run results`; with `-- --fast` only what takes a few seconds, which CI compares with what is committed; with names only those.
 *
 * The same program gives the same bytes, whatever the machine, its threads and its clock. results/speed.md is `npm run bench`'s.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../project/readme.ts";
import { SCENARIOS, SELF_CONTAINED, TRACE, withTraceFile } from "../project/scenarioRuns.ts";
import { findTrace } from "../shared/traceFile.ts";
import { indexPage } from "./indexPage.ts";
import { scenarioPage } from "./scenarioPage.ts";

/** Simulated within seconds, and with everything in them that a page may have. */
const FAST = ["billing-48-hours", "capacity-plan", "mm8", "nightly-window"];
const VALIDATION = "validation";
const FOLDER = join(ROOT, "results");
/** Not written here. */
const OTHERS = ["speed.md", "README.md", `${VALIDATION}.md`];

const asked = process.argv.slice(2);
const names = asked.includes("--fast") ? FAST : asked.length > 0 ? asked : [...SCENARIOS, VALIDATION];
const unknown = names.filter((name) => ![...SCENARIOS, VALIDATION].includes(name));
if (unknown.length > 0) {
  process.stderr.write(`npm run results: no scenario is named ${unknown.join(", ")}\n`);
  process.exit(2);
}
mkdirSync(FOLDER, { recursive: true });
for (const name of names) await write(name);
removeStrangers();
const pages = SCENARIOS.map((name) => `${name}.md`).filter((file) => readdirSync(FOLDER).includes(file));
writeFileSync(
  join(FOLDER, "README.md"),
  indexPage(new Map(pages.map((file) => [file, readFileSync(join(FOLDER, file), "utf8")]))),
);

async function write(name: string): Promise<void> {
  const started = performance.now();
  if (name === VALIDATION) {
    const { validationPage } = await import("./validation/validationPage.ts");
    writeFileSync(join(FOLDER, `${VALIDATION}.md`), await validationPage());
  } else {
    const trace = SELF_CONTAINED.includes(name) ? null : findTrace(TRACE);
    if (!SELF_CONTAINED.includes(name) && trace === null) {
      process.stderr.write(`${name}: left as it is, for ${TRACE} is not there (POOLSIM_TRACES)\n`);
      return;
    }
    const load = trace === null ? {} : withTraceFile(trace);
    const { markdown, pictures } = await scenarioPage(name, load);
    for (const file of picturesOf(name)) rmSync(join(FOLDER, file));
    writeFileSync(join(FOLDER, `${name}.md`), markdown);
    for (const [file, svg] of pictures) writeFileSync(join(FOLDER, file), svg);
  }
  process.stderr.write(`${name}: ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

function picturesOf(name: string): string[] {
  return readdirSync(FOLDER).filter(
    (file) => file.startsWith(`${name}-`) && /^[a-z]+\.svg$/.test(file.slice(name.length + 1)),
  );
}

/** Pages and pictures of scenarios that are no more. */
function removeStrangers(): void {
  const kept = new Set([...OTHERS, ...SCENARIOS.flatMap((name) => [`${name}.md`, ...picturesOf(name)])]);
  for (const file of readdirSync(FOLDER)) if (/\.(?:md|svg)$/.test(file) && !kept.has(file)) rmSync(join(FOLDER, file));
}
