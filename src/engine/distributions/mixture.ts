import type { Distribution } from "../distribution.ts";
import { createInverse } from "./invertCdf.ts";
import { requireNotNegative } from "./parameterRules.ts";

/** One of the distributions of a mixture, and how often it is the one, relative to the others. */
export interface MixturePart {
  readonly weight: number;
  readonly of: Distribution;
}

/**
 * The mixture: with probability weight / sum of weights, a value of that part. Drawn by inverting the mixture's own
 * distribution function, not by choosing a part first, so that one uniform makes a value and a larger uniform a larger
 * one; where a part has atoms they are met exactly.
 *
 * @throws RangeError if there is no part, a weight is negative or not finite, or all are 0.
 */
export function mixture(parts: readonly MixturePart[]): Distribution {
  for (const part of parts) {
    requireNotNegative("weight of a part of a mixture", part.weight);
  }
  const total = parts.reduce((sum, part) => sum + part.weight, 0);
  if (!(total > 0 && total < Number.POSITIVE_INFINITY)) {
    throw new RangeError("A mixture needs at least one part with a weight above 0.");
  }
  const shares = parts.filter((part) => part.weight > 0).map((part) => part.weight / total);
  const members = parts.filter((part) => part.weight > 0).map((part) => part.of);
  const only = members[0];
  if (only !== undefined && members.length === 1) {
    return only;
  }

  const average = (of: (member: Distribution) => number): number => {
    let sum = 0;
    for (let i = 0; i < members.length; i++) {
      sum += shares[i]! * of(members[i]!);
    }
    return sum;
  };
  const mean = average((member) => member.mean);
  const cdf = (x: number): number =>
    Math.min(
      1,
      average((member) => member.cdf(x)),
    );
  return {
    mean,
    variance: average((member) => member.variance + (member.mean - mean) * (member.mean - mean)),
    cdf,
    quantile: createInverse(cdf, members),
  };
}
