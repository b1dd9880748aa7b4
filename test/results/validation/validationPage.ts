import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Estimate } from "../../../src/experiment/results.ts";
import { runScenario } from "../../../src/experiment/run.ts";
import { compareWithTheory } from "../../../src/experiment/theory/compareWithTheory.ts";
import type { Unit } from "../../../src/model/worldResult.ts";
import { formatFigure } from "../../../src/report/figure.ts";
import { markdownDocument } from "../../../src/report/markdownReport.ts";
import { markdownTable } from "../../../src/report/markdownTable.ts";
import { type LoadedScenario, loadScenario } from "../../../src/scenario/load.ts";
import { studentTQuantile } from "../../../src/statistics/studentT.ts";
import { seedOf } from "../../theory/queueCase.ts";
import { SUBJECTS, type ValidationCase } from "./cases.ts";

/** A figure of a case, theory beside simulation. */
interface Row {
  readonly of: string;
  readonly source: string;
  readonly metric: string;
  readonly unit: Unit;
  readonly theory: number;
  readonly simulated: Estimate;
}

const REPLICATIONS = 20;
const DAYS = 5;
interface Section {
  readonly heading: string;
  readonly rows: readonly Row[];
}

/** Of what the program recognises, the figures that people ask for. */
const SHOWN =
  /^(?:wait\.(?:mean|p95|probability)|latency\.mean|makespan|jobs\.rejected|byPool\.own\.vms\.(?:mean|provisioning))$/;
/** Figures that do not vary are equal within the rounding of their sums. */
const ROUNDING = 1e-9;
/** Of a million right figures one is farther from theory: then something is wrong, and no page is written. */
const FALSE_ALARM = 1e-6;

/**
 * `validation.md`: each case's theory, simulated mean with its 95% interval, and the difference in half-widths of it.
 *
 * @throws Error where a figure is farther from theory than chance would have it.
 */
export async function validationPage(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "poolsim-validation-"));
  try {
    const sections: Section[] = [];
    for (const [heading, cases] of SUBJECTS) {
      const rows: Row[] = [];
      for (const each of cases) rows.push(...(await rowsOf(each, join(folder, "case.yaml"))));
      sections.push({ heading, rows });
    }
    return pageOf(sections);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function rowsOf(each: ValidationCase, file: string): Promise<readonly Row[]> {
  writeFileSync(file, textOf(each));
  const scenario = await loadScenario(file);
  const rows = each.exact === null ? await recognisedRows(each, scenario) : await exactRows(each, scenario);
  if (rows.length === 0) throw new Error(`${each.name}: no figures`);
  for (const row of rows) check(row);
  return rows;
}

function textOf({ name, scenario, days = DAYS, drained = false, replications = REPLICATIONS }: ValidationCase): string {
  const time = drained ? "horizon: 7 d, drain: true" : `warmUp: ${Math.ceil((days * 24) / 7)} h, horizon: ${days} d`;
  return `name: ${JSON.stringify(name)}
seed: ${seedOf(name)}
replications: ${replications}
time: {start: 2026-03-02T00:00:00Z, ${time}}
quantiles: exact
${scenario}
`;
}

async function recognisedRows({ name: of }: ValidationCase, scenario: LoadedScenario): Promise<Row[]> {
  const { alternatives } = await compareWithTheory(scenario);
  return Object.values(alternatives).flatMap(({ systems }) =>
    systems.flatMap(({ figures, kind, source, departures }) => {
      if (kind !== "exact") throw new Error(`${of}: is not recognised: ${departures.join("; ")}`);
      return figures
        .filter(({ metric }) => SHOWN.test(metric))
        .map(({ metric, unit, theory, simulated }) => ({ of, source: source ?? "", metric, unit, theory, simulated }));
    }),
  );
}

async function exactRows({ name: of, source, exact, hours }: ValidationCase, scenario: LoadedScenario) {
  const { summary } = await runScenario(scenario);
  const [metrics = {}] = Object.values(summary.alternatives).map((alternative) => alternative.metrics);
  return exact!().map(({ metric, value }): Row => {
    const simulated = metrics[metric];
    if (simulated === undefined) throw new Error(`${of}: has no ${metric}`);
    const { unit } = simulated;
    return { of, source, metric, unit, theory: unit === "s" ? value * (hours === true ? 3600 : 60) : value, simulated };
  });
}

function offIn(halfWidths: Row): number | null {
  const { theory, simulated } = halfWidths;
  const off = simulated.mean! - theory;
  if (Math.abs(off) <= ROUNDING * Math.abs(theory)) return 0;
  return simulated.halfWidth === null || simulated.halfWidth === 0 ? null : off / simulated.halfWidth;
}

function check(row: Row): void {
  const freedom = row.simulated.n - 1;
  const limit = studentTQuantile(1 - FALSE_ALARM / 2, freedom) / studentTQuantile(0.975, freedom);
  const off = offIn(row);
  if (off === null || Math.abs(off) > limit)
    throw new Error(`${row.of}: ${row.metric} is ${row.simulated.mean}, theory says ${row.theory}`);
}

function pageOf(sections: readonly Section[]): string {
  const rows = sections.flatMap((section) => section.rows);
  const inside = rows.filter((row) => Math.abs(offIn(row)!) <= 1).length;
  return markdownDocument([
    "# Theory beside simulation",
    `Queues whose answer is known exactly, simulated as anybody would from a scenario file: independent replications, theory beside the mean and its 95% interval. The last column is the difference in ` +
      `half-widths of that interval: within 1 it is inside.`,
    `${inside} of ${rows.length} figures are inside; 95% of right ones are. A figure that only one right one in a million is as far off ` +
      `as would keep this page from being written. Your own file: \`npx poolsim theory FILE\`.`,
    ...sections.flatMap(({ heading, rows: own }) => [
      `## ${heading}`,
      markdownTable([["system", "figure", "theory", "simulated", "off"], ...own.map(cellsOf)]),
    ]),
    "## Where theory is from",
    sources(rows),
    "Markov chains are solved here by sweeps over their balance equations, to twelve digits; none of these figures is one that was " +
      "simulated. Written by `npm run results -- validation`.",
  ]);
}

function cellsOf(row: Row, place: number, all: readonly Row[]): string[] {
  const { of, metric, unit, theory, simulated } = row;
  const off = offIn(row)!;
  const again = all[place - 1]?.of === of;
  return [
    again ? "" : of,
    metric.replace("byPool.own.", "").replace("byWorkload.", ""),
    theoryText(theory, simulated.halfWidth, unit),
    formatFigure(simulated.mean, simulated.halfWidth, unit, "USD"),
    off === 0 ? "0" : `${off > 0 ? "+" : "-"}${Math.abs(off).toFixed(2)}`,
  ];
}

/** With a digit more than the simulated mean has. */
function theoryText(theory: number, halfWidth: number | null, unit: Unit): string {
  const text = formatFigure(theory, halfWidth === null ? null : halfWidth / 10, unit, "USD");
  return text.replace(/ ± [\d.,]+/u, "");
}

function sources(rows: readonly Row[]): string {
  const by = new Map<string, Set<string>>();
  for (const { of, source } of rows) by.set(source, (by.get(source) ?? new Set()).add(of));
  return [...by].map(([source, names]) => `- ${source}: ${[...names].join("; ")}`).join("\n");
}
