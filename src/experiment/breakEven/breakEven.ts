import { type LoadOptions, loadScenario } from "../../scenario/load.ts";
import { type Bracket, narrowBracket } from "../../statistics/bracketedRoot.ts";
import type { MeanInterval } from "../../statistics/interval.ts";
import { packageVersion } from "../../version.ts";
import { checkPercentile, studiedScenario } from "../sweep/sweep.ts";
import type { BreakEvenPoint, BreakEvenResult, Crossing, MeanWithin } from "./breakEvenResult.ts";
import { type BreakEvenOptions, type Look, Question } from "./question.ts";
import { type Range, rangeOver } from "./range.ts";

/** Looks before the search, at both ends and between: two crossings between two looks go unseen. */
const LOOKS = 9;
/** A range that is as wide is looked at in equal ratios, not differences. */
const WIDE = 10;
/** Of the range: what is left of it when the search ends. */
const PRECISION = 1e-4;
/**
 * The value of one number of a scenario at which two of its alternatives have the same mean of a metric. All values and both
 * alternatives are simulated on the same jobs, so that the difference changes smoothly; its first change of sign is narrowed to 1/10,000 of
 * the range, or to two neighbouring whole numbers. The interval around it holds the values at which zero lies in the 95% interval of
 * the paired difference: the inversion of the test that they are equal.
 *
 * @throws ScenarioError where the question makes no sense for the scenario; else as `runScenario`.
 */
export async function breakEven(file: string, load: LoadOptions, options: BreakEvenOptions): Promise<BreakEvenResult> {
  const { over, between, metric } = options;
  const base = await loadScenario(file, { ...load, alternative: between });
  checkPercentile(file, metric, base);
  const range = rangeOver(over, options, base);
  const question = new Question(
    file,
    { ...load, alternative: between, files: base.alternatives[0]!.files },
    options,
    range,
  );
  const whole = await question.takesOnlyWholeNumbers();
  const scan = [...new Set(spread(range).map((x) => (whole ? Math.round(x) : x)))];
  await question.open(base, scan.length);
  try {
    for (const x of scan) await question.look(x);
    const looks = scan.map((x) => question.known(x));
    const changes = changesBetween(looks);
    const equal = looks.every(({ difference }) => difference.mean === 0);
    const [first, ...further] = equal ? [] : changes;
    const crossing = first === undefined ? null : await crossingAt(question, first[0], first[1], range, whole);
    return {
      schemaVersion: 1,
      tool: { name: "poolsim", version: packageVersion() },
      command: options.command,
      scenario: { ...studiedScenario(base), replications: question.replications },
      over,
      between,
      metric,
      unit: question.unit,
      from: question.written(scan[0]!),
      to: question.written(scan.at(-1)!),
      status: crossing !== null ? "crossing" : equal ? "equal" : "no crossing",
      crossing,
      further: further.map(([from, to]) => ({ from: question.written(from.x), to: question.written(to.x) })),
      points: question.all().map((look) => pointOf(question, look)),
    };
  } finally {
    await question.close();
  }
}

/** Neighbouring looks between which who has less changes; a look twice where the two are equal there and not beside it. */
function changesBetween(looks: readonly Look[]): (readonly [Look, Look])[] {
  const signs = looks.map(({ difference }) => Math.sign(difference.mean));
  const isAlone = (place: number): boolean => signs[place] === 0 && !!signs[place - 1] && !!signs[place + 1];
  return looks.flatMap((look, place) => {
    if (isAlone(place)) return [[look, look] as const];
    const next = looks[place + 1];
    const changes = next !== undefined && signs[place] !== signs[place + 1] && !isAlone(place + 1);
    return changes ? [[look, next] as const] : [];
  });
}

async function crossingAt(
  question: Question,
  before: Look,
  after: Look,
  range: Range,
  whole: boolean,
): Promise<Crossing> {
  const width = (range.high - range.low) * PRECISION;
  // Where the two are equal over a range its edge is looked for: to be equal counts as the other side.
  const isEdge = before.difference.mean === 0 || after.difference.mean === 0;
  const otherSide = isEdge ? -Math.sign(before.difference.mean || after.difference.mean) * Number.MIN_VALUE : 0;
  const sided = ({ difference: { mean } }: Look): number => mean || otherSide;
  const bracket = await narrowBracket(
    async (x) => sided(await question.look(x)),
    bracketOf(before, after, sided),
    width,
    whole,
  );
  const equal = [bracket.low, bracket.high].find((x) => question.known(x).difference.mean === 0);
  const [low, high] = equal === undefined ? [bracket.low, bracket.high] : [equal, equal];
  const value = whole ? low : low + (high - low) / 2;
  const below = question.all().filter(({ x }) => x < high);
  const above = question.all().filter(({ x }) => x > low);
  const limits = [];
  for (const side of [-1, 1] as const) limits.push(await limitOf(question, side < 0 ? low : high, side, width, whole));
  const [from = null, to = null] = limits;
  return {
    value: question.written(value),
    from: question.written(low),
    to: question.written(high),
    low: from === null ? null : question.written(from),
    high: to === null ? null : question.written(to),
    lessBelow: lessOf(question, below.at(-1)),
    lessAbove: lessOf(question, above[0]),
  };
}

/** Which of the two has less; null where neither has. */
function lessOf({ between: [first, second] }: Question, look: Look | undefined): string | null {
  const mean = look?.difference.mean ?? 0;
  return mean === 0 ? null : mean < 0 ? first : second;
}

/** From a crossing down (-1) or up (1): where the difference begins to show. Null: not within the range, or no interval. */
async function limitOf(
  question: Question,
  root: number,
  side: -1 | 1,
  width: number,
  whole: boolean,
): Promise<number | null> {
  const here = question.known(root);
  if (here.difference.low === null) return null;
  if (shows(here)) return root;
  const beyond = question.all().filter((look) => (look.x - root) * side > 0 && shows(look));
  const clear = side < 0 ? beyond.at(-1) : beyond[0];
  if (clear === undefined) return null;
  // The limit of the interval that is nearer to zero: positive means it shows. Equal in every replication is not.
  const sign = Math.sign(clear.difference.mean);
  const nearest = ({ difference: { mean, halfWidth } }: Look): number => sign * mean - halfWidth! || -Number.MIN_VALUE;
  const [before, after] = side < 0 ? [clear, here] : [here, clear];
  const found = await narrowBracket(
    async (x) => nearest(await question.look(x)),
    bracketOf(before, after, nearest),
    width,
    whole,
  );
  return side < 0 ? found.high : found.low;
}

function shows({ difference: { mean, halfWidth } }: Look): boolean {
  return Math.abs(mean) > (halfWidth ?? 0);
}

function bracketOf(before: Look, after: Look, value: (look: Look) => number): Bracket {
  return { low: before.x, high: after.x, atLow: value(before), atHigh: value(after) };
}

function spread({ low, high }: Range): number[] {
  const ratio = low > 0 && high / low >= WIDE;
  return Array.from({ length: LOOKS }, (_, place) => {
    const share = place / (LOOKS - 1);
    if (place === 0 || place === LOOKS - 1) return place === 0 ? low : high;
    return ratio ? low * (high / low) ** share : low + share * (high - low);
  });
}

function pointOf(question: Question, { x, first, second, difference }: Look): BreakEvenPoint {
  return { value: question.written(x), first: within(first), second: within(second), difference: within(difference) };
}

function within({ mean, low, high }: MeanInterval): MeanWithin {
  return { mean, low, high };
}
