import { compensatedSum } from "./compensatedSum.ts";
import { criticalT } from "./criticalT.ts";
import { studentTQuantile } from "./studentT.ts";

/** A mean with its confidence interval, in the unit of the values. */
export interface MeanInterval {
  readonly mean: number;
  /** Half the interval's length; null for a single value, which tells nothing of the spread. */
  readonly halfWidth: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** How many values. */
  readonly n: number;
}

/**
 * The mean of independent values (one for each replication) with its Student-t interval: mean -+ t(n-1) s / sqrt(n),
 * s the sample standard deviation with n - 1. Equal values give exactly that value and a half-width of 0.
 *
 * Throws RangeError when there is no value, one is not finite, or the confidence is not strictly between 0 and 1.
 */
export function meanInterval(values: readonly number[], confidence = 0.95): MeanInterval {
  checkConfidence(confidence);
  const n = values.length;
  if (n === 0) throw new RangeError("an interval needs at least one value");
  if (!values.every(Number.isFinite)) throw new RangeError("an interval needs finite values");
  const rough = compensatedSum(values) / n;
  const deviations = values.map((value) => value - rough);
  // The rounding of the first mean, seen in the deviations, corrects the mean and the squares (Chan, Golub & LeVeque 1983).
  const drift = compensatedSum(deviations) / n;
  const mean = rough + drift;
  if (n === 1) return { mean, halfWidth: null, low: null, high: null, n };
  const squares = compensatedSum(deviations.map((deviation) => (deviation - drift) ** 2));
  const halfWidth = criticalT(confidence, n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { mean, halfWidth, low: mean - halfWidth, high: mean + halfWidth, n };
}

/**
 * The interval of the mean of `a[i] - b[i]`, of two systems that saw the same workload in replication i.
 * Throws RangeError when the two are not of one length, and as `meanInterval` does.
 */
export function pairedDifference(a: readonly number[], b: readonly number[], confidence = 0.95): MeanInterval {
  if (a.length !== b.length) {
    throw new RangeError(`paired values need one partner each, got ${a.length} and ${b.length}`);
  }
  return meanInterval(
    a.map((value, i) => value - b[i]!),
    confidence,
  );
}

/**
 * The interval of the difference of two means, `a` less `b`, of independent values with variances of their own: Welch's, with
 * the degrees of freedom of Welch and Satterthwaite (1947). `n` is the smaller of the two counts; no interval where one has
 * a single value.
 * Throws RangeError as `meanInterval` does.
 */
export function independentDifference(a: readonly number[], b: readonly number[], confidence = 0.95): MeanInterval {
  const ours = meanInterval(a, confidence);
  const theirs = meanInterval(b, confidence);
  const mean = ours.mean - theirs.mean;
  const n = Math.min(ours.n, theirs.n);
  if (n === 1) return { mean, halfWidth: null, low: null, high: null, n };
  const [va, vb] = [squaredError(a, ours.mean), squaredError(b, theirs.mean)];
  if (va + vb === 0) return { mean, halfWidth: 0, low: mean, high: mean, n };
  const degrees = (va + vb) ** 2 / (va ** 2 / (ours.n - 1) + vb ** 2 / (theirs.n - 1));
  const halfWidth = studentTQuantile(0.5 + confidence / 2, degrees) * Math.sqrt(va + vb);
  return { mean, halfWidth, low: mean - halfWidth, high: mean + halfWidth, n };
}

/** Of the mean of these values. */
function squaredError(values: readonly number[], mean: number): number {
  return compensatedSum(values.map((value) => (value - mean) ** 2)) / (values.length - 1) / values.length;
}

/** Throws RangeError unless the confidence is strictly between 0 and 1. */
export function checkConfidence(confidence: number): void {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`a confidence lies strictly between 0 and 1, got ${confidence}`);
  }
}
