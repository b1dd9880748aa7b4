import { costsOf, INDIFFERENCE, isClearlyDearer, selectCheapest, type Yardstick } from "./cheapest.ts";
import { frontierOf } from "./frontier.ts";
import type { Judge } from "./judge.ts";
import type { Space } from "./space.ts";
import type { Trials } from "./trials.ts";

/** What the search works with. */
export interface SearchSetting {
  readonly space: Space;
  readonly judge: Judge;
  readonly trials: Trials;
  readonly yardstick: Yardstick;
  /** Whether more of a monotone choice never costs less. */
  readonly costly: boolean;
  /** Chance of a wrong choice among feasible ones. */
  readonly error: number;
  readonly firstStage: number;
  readonly most: number;
  /** Where theory would begin, as the place of the only choice's value. */
  readonly guess: number | null;
  /** Candidates in the order in which theory would look at them; null: it knows none. */
  readonly rank: readonly number[] | null;
}

/** What the search found. */
export interface Found {
  /** The cheapest that meets the objectives, as far as is known. */
  readonly answer: number | null;
  /** Undecided ones, of which one may be cheaper than the answer. */
  readonly open: readonly number[];
  /** Feasible or perhaps so, and dearer. */
  readonly dearer: readonly number[];
}

/** Replications that show what is clearly dearer. */
const PROBE = 3;
/** After so many rounds of contradicted expectations the search ends with what it has. */
const MOST_ROUNDS = 8;

/**
 * Looks for the cheapest candidate that meets the objectives. In each group the way leads by bisection to the lowest ones that look
 * feasible; these are decided in order of cost, then those that must be infeasible if nothing cheaper is to be feasible; whatever turns
 * out otherwise sends it on its way again. Among those found feasible and not clearly dearer Kim and Nelson's procedure picks.
 */
export async function search(setting: SearchSetting): Promise<Found> {
  const { judge, trials } = setting;
  for (let round = 1; ; round++) {
    const { nominees, witnesses } = await candidates(setting);
    const known = judge.decided.size;
    const { met, dearer } = await (setting.rank === null ? feasibleByCost : feasibleByRank)(setting, nominees);
    for (const witness of witnesses) await judge.decide(witness);
    const expected =
      nominees.every((one) => dearer.includes(one) || verdictOf(setting, one) === "met") &&
      witnesses.every((one) => verdictOf(setting, one) !== "met");
    if (!expected && judge.decided.size > known && round < MOST_ROUNDS) continue;
    const picked =
      met.length === 0 ? null : await selectCheapest(trials, met, setting.yardstick, setting.error / 2, setting.most);
    const answer = picked ?? met[0] ?? null;
    const rivals = picked === null ? met.slice(1) : [];
    return {
      answer,
      open: [...rivals, ...openOnes(setting, answer, witnesses)],
      dearer: [...met.filter((one) => one !== answer), ...dearer],
    };
  }
}

function verdictOf({ judge }: SearchSetting, candidate: number) {
  return judge.decided.get(candidate)?.verdict ?? null;
}

/** The lowest that look feasible, of all groups, and those that show that there are none below. */
async function candidates({ space, judge, costly, guess }: SearchSetting): Promise<{
  readonly nominees: readonly number[];
  readonly witnesses: readonly number[];
}> {
  const nominees: number[] = [];
  const witnesses: number[] = [];
  for (const group of space.groups) {
    if (space.boxSizes.length === 0) {
      if (judge.isOverloaded(group)) await judge.decide(group);
      const verdict = judge.decided.get(group)?.verdict ?? "met";
      if (verdict === "met") nominees.push(group);
      continue;
    }
    const at = (point: readonly number[]): number => space.candidateAt(group, point);
    const frontier = await frontierOf(space.boxSizes, (point) => judge.looksFeasible(at(point)), guess);
    const lowest = frontier.nominees.map(at);
    nominees.push(...(costly ? lowest : everythingAbove(space, lowest, judge)));
    witnesses.push(...frontier.witnesses.map(at));
  }
  return { nominees, witnesses: witnesses.filter((one) => !nominees.includes(one)) };
}

/** Where more may cost less, all that are above a feasible one are candidates too. */
function everythingAbove(space: Space, lowest: readonly number[], judge: Judge): number[] {
  const found = new Set<number>(lowest);
  for (const one of found) for (const next of space.above(one)) found.add(next);
  return [...found].filter((one) => (judge.decided.get(one)?.verdict ?? "met") === "met").sort((a, b) => a - b);
}

/** Decides nominees from the cheapest on; those clearly dearer than one that is feasible need no decision. */
async function feasibleByCost(
  setting: SearchSetting,
  nominees: readonly number[],
): Promise<{ readonly met: readonly number[]; readonly dearer: readonly number[] }> {
  const { judge, trials, yardstick, error } = setting;
  await trials.reach(nominees, setting.firstStage);
  const costs = (candidate: number): readonly number[] => costsOf(trials, candidate, yardstick) ?? [];
  const mean = (candidate: number): number => {
    const some = costs(candidate).slice(0, setting.firstStage);
    return some.reduce((sum, cost) => sum + cost, 0) / some.length;
  };
  const priced = nominees.filter((candidate) => costs(candidate).length > 0).sort((a, b) => mean(a) - mean(b) || a - b);
  const met: number[] = [];
  // What has no cost is not the cheapest.
  const dearer: number[] = nominees.filter((candidate) => costs(candidate).length === 0);
  for (const candidate of priced) {
    const [incumbent] = met;
    if (incumbent !== undefined && isClearlyDearer(costs(candidate), costs(incumbent), error / (2 * priced.length)))
      dearer.push(candidate);
    else if ((await judge.decide(candidate)).verdict === "met") met.push(candidate);
  }
  return { met, dearer };
}

/**
 * Decides nominees in theory's order. Once one is feasible, a few replications drop the others that are clearly dearer on the same
 * jobs: the better the order, the fewer are simulated at length. Whatever the order, each is judged as `feasibleByCost` does.
 */
async function feasibleByRank(
  setting: SearchSetting,
  nominees: readonly number[],
): Promise<{ readonly met: readonly number[]; readonly dearer: readonly number[] }> {
  const { judge, trials, yardstick, error, firstStage, rank } = setting;
  const costs = (candidate: number): readonly number[] => costsOf(trials, candidate, yardstick) ?? [];
  const mean = (candidate: number): number => {
    const some = costs(candidate).slice(0, firstStage);
    return some.reduce((sum, cost) => sum + cost, 0) / some.length;
  };
  const met: number[] = [];
  const dearer: number[] = [];
  for (const candidate of rank!.filter((each) => nominees.includes(each))) {
    let dropped = false;
    for (const stage of [Math.min(PROBE, firstStage), firstStage]) {
      await trials.reach([candidate], stage);
      const [incumbent] = [...met].sort((a, b) => mean(a) - mean(b) || a - b);
      // Each candidate has two looks, so that its share of the error is halved once more.
      const share = error / (4 * nominees.length);
      dropped ||= costs(candidate).length === 0;
      dropped ||= incumbent !== undefined && isClearlyDearer(costs(candidate), costs(incumbent), share);
      if (dropped) break;
    }
    if (dropped) dearer.push(candidate);
    else if ((await judge.decide(candidate)).verdict === "met") met.push(candidate);
  }
  return { met: met.sort((a, b) => mean(a) - mean(b) || a - b), dearer };
}

/** What is undecided and may be cheaper than the answer by more than matters. */
function openOnes(setting: SearchSetting, answer: number | null, witnesses: readonly number[]): readonly number[] {
  const { judge, space, trials, yardstick } = setting;
  const open = [...judge.decided].filter(([, { verdict }]) => verdict === "undecided").map(([candidate]) => candidate);
  if (answer === null) return open;
  const mean = (candidate: number): number | null => {
    const costs = costsOf(trials, candidate, yardstick);
    return costs === null || costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
  };
  const bar = mean(answer)!;
  return open.filter((candidate) => {
    // One that only shows what holds of cheaper ones below it need not be cheap itself.
    if (witnesses.includes(candidate) && space.boxSizes.length > 1) return true;
    const cost = mean(candidate);
    return cost === null || cost < bar - INDIFFERENCE * Math.abs(bar);
  });
}
