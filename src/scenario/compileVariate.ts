import type { Distribution, Variate } from "../engine/distribution.ts";
import { constant } from "../engine/distributions/constant.ts";
import { empirical } from "../engine/distributions/empirical.ts";
import { erlang } from "../engine/distributions/erlang.ts";
import { exponential } from "../engine/distributions/exponential.ts";
import { gamma } from "../engine/distributions/gamma.ts";
import { geometric } from "../engine/distributions/geometric.ts";
import { hyperexponential } from "../engine/distributions/hyperexponential.ts";
import { lognormal, lognormalOfQuantiles } from "../engine/distributions/lognormal.ts";
import { mixture } from "../engine/distributions/mixture.ts";
import { pareto } from "../engine/distributions/pareto.ts";
import { poissonCount } from "../engine/distributions/poissonCount.ts";
import { uniform } from "../engine/distributions/uniform.ts";
import { weibull } from "../engine/distributions/weibull.ts";
import { DAY, HOUR, MICROSECOND, MILLISECOND, MINUTE, SECOND } from "../engine/time.ts";
import { type CompileContext, refuse } from "./compileContext.ts";
import { DELAY_PRESETS } from "./delayPresets.ts";
import type { ValueKind, Written } from "./valueKind.ts";
import type { EmpiricalFile, Random, RandomKinds } from "./writtenRandom.ts";

type Read = (parameter: string) => number;

/** By the distribution's key; parameters are read in the unit of the kind, `cv`, `shape` and `stages` as they are. */
const MAKERS: Readonly<Record<string, (read: Read, has: (parameter: string) => boolean) => Distribution>> = {
  exponential: (p) => exponential({ mean: p("mean") }),
  lognormal: (p, has) =>
    has("median")
      ? lognormalOfQuantiles({ median: p("median"), p95: p("p95") })
      : lognormal({ mean: p("mean"), cv: p("cv") }),
  gamma: (p) => gamma({ mean: p("mean"), cv: p("cv") }),
  erlang: (p) => erlang({ mean: p("mean"), stages: p("stages") }),
  weibull: (p) => weibull({ mean: p("mean"), shape: p("shape") }),
  uniform: (p) => uniform({ min: p("min"), max: p("max") }),
  hyperexponential: (p) => hyperexponential({ mean: p("mean"), cv: p("cv") }),
  pareto: (p) => pareto({ mean: p("mean"), shape: p("shape") }),
  geometric: (p) => geometric({ mean: p("mean") }),
  poisson: (p) => poissonCount({ mean: p("mean") }),
};
const PLAIN = new Set(["cv", "shape", "stages"]);
const FILE_UNITS = { us: MICROSECOND, ms: MILLISECOND, s: SECOND, min: MINUTE, h: HOUR, d: DAY };
/** A uniform count is drawn from the list of its values. */
const WIDEST_COUNTS = 1_000_000;

/** What the model draws from, in the base unit of the kind: ticks for durations. `at` is where it stands in the scenario. */
export async function compileVariate(
  context: CompileContext,
  random: Random,
  kind: ValueKind,
  at: readonly string[],
): Promise<Variate> {
  if (typeof random === "object" && random.sequence !== undefined) return { sequence: random.sequence.map(kind.read) };
  return compileDistribution(context, random, kind, at);
}

async function compileDistribution(
  context: CompileContext,
  random: Random,
  kind: ValueKind,
  at: readonly string[],
): Promise<Distribution> {
  if (typeof random !== "object") return constant(kind.read(random));
  if (random.preset !== undefined) return compileDistribution(context, DELAY_PRESETS[random.preset]!.is, kind, at);
  if (random.empirical !== undefined)
    return empirical(await valuesOf(context, random.empirical, kind, [...at, "empirical"]));
  if (random.mixture !== undefined) {
    const parts = random.mixture.map(async ({ weight, of }, i) => ({
      weight,
      of: await compileDistribution(context, of, kind, [...at, "mixture", String(i), "of"]),
    }));
    return mixture(await Promise.all(parts));
  }
  if (kind.counts && random.uniform !== undefined) return empirical(wholeNumbers(context, random.uniform, at));
  try {
    return fromParameters(random, kind);
  } catch (error) {
    if (error instanceof RangeError) return refuse(context, at, error.message);
    throw error;
  }
}

function fromParameters(random: RandomKinds, kind: ValueKind): Distribution {
  const [name = "", parameters = {}] = Object.entries(random).find(([, value]) => value !== undefined) ?? [];
  const given = parameters as Readonly<Record<string, Written | undefined>>;
  const read: Read = (parameter) => (PLAIN.has(parameter) ? Number(given[parameter]) : kind.read(given[parameter]!));
  return MAKERS[name]!(read, (parameter) => given[parameter] !== undefined);
}

function wholeNumbers(
  context: CompileContext,
  range: NonNullable<RandomKinds["uniform"]>,
  at: readonly string[],
): readonly number[] {
  const min = Number(range.min);
  const count = Number(range.max) - min + 1;
  if (count > WIDEST_COUNTS)
    return refuse(context, at, `is uniform over ${count} counts, expected at most ${WIDEST_COUNTS}`);
  return Array.from({ length: count }, (_, i) => min + i);
}

async function valuesOf(
  context: CompileContext,
  values: readonly Written[] | EmpiricalFile,
  kind: ValueKind,
  at: readonly string[],
): Promise<readonly number[]> {
  if (!("csv" in values)) return values.map(kind.read);
  const { column, unit } = values;
  const isDuration = Number.isFinite(kind.read("1 s"));
  if (unit !== undefined && !isDuration)
    return refuse(context, [...at, "unit"], "only durations have a unit; leave this out");
  const numbers = await context.files.column(context.tree, [...at, "csv"], column);
  const factor = isDuration ? FILE_UNITS[unit ?? "s"] : 1;
  const scaled = numbers.map((value) => (isDuration ? Math.round(value * factor) : value));
  const wrong = scaled.find(
    (value) => !(value <= Number.MAX_SAFE_INTEGER) || (kind.counts && !(Number.isInteger(value) && value >= 1)),
  );
  if (wrong !== undefined)
    return refuse(
      context,
      [...at, "column"],
      kind.counts ? `holds ${wrong}, expected whole numbers of 1 or more` : "holds a value too large",
    );
  return scaled;
}
