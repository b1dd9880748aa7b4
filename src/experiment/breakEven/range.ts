import { nearestName } from "../../model/nearestName.ts";
import { type Amount, amountIn, amountOf, writtenAmount } from "../../scenario/amount.ts";
import { type LoadedScenario, ScenarioError } from "../../scenario/load.ts";
import { fileProblem } from "../../scenario/scenarioError.ts";
import { scenarioNumbers } from "../sweep/scenarioNumbers.ts";

/** The numbers from `low` to `high`, in one unit. */
export interface Range {
  readonly low: number;
  readonly high: number;
  readonly unit: string | null;
}

/** Where nothing is told, so many times less and more than the file says. */
const AROUND = 10;

/**
 * The range of a path from what the options say; an end that they do not is a tenth of the scenario's own value, or ten times that.
 *
 * @throws ScenarioError where the scenario has no number there, an end is none, or the range is empty.
 */
export function rangeOver(
  path: string,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  scenario: LoadedScenario,
): Range {
  const numbers = scenarioNumbers(scenario.resolved);
  const own = numbers.find((number) => number.path === path);
  const ends = [from, to].map((text, place) => (text === undefined ? around(own, place) : written(text, path)));
  const [first, last] = ends;
  if (first == null || last == null) {
    const known = numbers.map((number) => number.path);
    const nearest = nearestName(path, known);
    const hint = nearest === null ? `it has ${known.slice(0, 5).join(", ")}, ...` : `did you mean ${nearest}?`;
    throw refuse(path, `the scenario has no number there, so that --from and --to are needed; ${hint}`);
  }
  // As the scenario writes it: 5 min to 1 h are minutes where it says minutes.
  const unit = from === undefined && to !== undefined ? last.unit : first.unit;
  const low = amountIn(first, unit);
  const high = amountIn(last, unit);
  if (low === null || high === null)
    throw refuse(path, `"${writtenAmount(first)}" and "${writtenAmount(last)}" are not of one kind`);
  if (!(low < high)) throw refuse(path, `the range from ${writtenAmount(first)} to ${writtenAmount(last)} is empty`);
  return { low, high, unit };
}

function around(own: Amount | undefined, place: number): Amount | null {
  if (own === undefined) return null;
  const { number, unit } = own;
  if (unit === "%" && place === 1) return { number: Math.min(100, number * AROUND), unit };
  if (place === 1) return { number: number * AROUND, unit };
  return {
    number: unit === null && Number.isInteger(number) ? Math.max(1, Math.floor(number / AROUND)) : number / AROUND,
    unit,
  };
}

function written(text: string, path: string): Amount {
  const amount = amountOf(/^\s*[+-]?[\d.]+(?:e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : text);
  if (amount === null) throw refuse(path, `"${text}" is no amount; write for example "10", "90 s" or "0.14 USD/h"`);
  return amount;
}

function refuse(path: string, message: string): ScenarioError {
  return new ScenarioError([fileProblem(`--over ${path}`, message)]);
}
