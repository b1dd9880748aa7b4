/** What is known of a value before anything is evaluated; of a vector, of each of its elements. */
export interface Estimate {
  readonly low: number;
  readonly high: number;
  /** It is a whole number. */
  readonly whole: boolean;
  /** It may lie between 0 and 1, neither of them included. */
  readonly fraction: boolean;
  /** It counts tasks, and nothing has turned them into VMs yet. */
  readonly tasks: boolean;
}

/** Nothing is known. */
export const ANYTHING: Estimate = range(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, false);

/** An estimate between two bounds. */
export function range(low: number, high: number, whole: boolean, tasks = false): Estimate {
  return { low, high, whole, fraction: !whole && low < 1 && high > 0, tasks };
}

/** What holds for either of two values. */
export function either(a: Estimate, b: Estimate): Estimate {
  return {
    low: Math.min(a.low, b.low),
    high: Math.max(a.high, b.high),
    whole: a.whole && b.whole,
    fraction: a.fraction || b.fraction,
    tasks: a.tasks || b.tasks,
  };
}
