import { ANYTHING, type Estimate, either, range } from "./estimate.ts";

/** What is known of a function's value from what is known of its arguments. */
export function callEstimate(name: string, args: readonly Estimate[]): Estimate {
  const all = args.reduce<Estimate | null>((hull, arg) => (hull === null ? arg : either(hull, arg)), null);
  if (name === "rand") return range(0, 1, false);
  if (all === null) return ANYTHING;
  const { low, high, tasks } = all;
  switch (name) {
    case "avg":
      return args.length === 1 && low === high ? all : range(low, high, false, tasks);
    case "len":
      return range(0, Number.POSITIVE_INFINITY, true);
    case "max":
      return extreme(args, all, Math.max);
    case "min":
      return extreme(args, all, Math.min);
    case "range":
      return range(0, high - low, all.whole, tasks);
    case "sum":
      return range(low < 0 ? Number.NEGATIVE_INFINITY : 0, Number.POSITIVE_INFINITY, all.whole, tasks);
    case "norm":
    case "std":
      return range(0, Number.POSITIVE_INFINITY, false, tasks);
    case "ceil":
      return range(Math.ceil(low), Math.ceil(high), true, tasks);
    case "floor":
      return range(Math.floor(low), Math.floor(high), true, tasks);
    case "round":
      return range(Math.round(low), Math.round(high), true, tasks);
    case "val":
    case "percentile":
      return args[0]!;
    case "vec":
      return all;
    default:
      return ANYTHING;
  }
}

/** Each argument bounds the result from one side, the whole of them from the other. */
function extreme(args: readonly Estimate[], all: Estimate, pick: (...values: number[]) => number): Estimate {
  const low = pick(...args.map((arg) => arg.low));
  const high = pick(...args.map((arg) => arg.high));
  return { ...all, low, high, fraction: all.fraction && low < 1 && high > 0 };
}
