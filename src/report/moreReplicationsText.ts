import { formatCount } from "./figure.ts";

/** `about 40 more replications`: above a hundred to two digits, for it is a guess by the spread seen so far. */
export function moreReplicationsText(count: number): string {
  return `about ${formatCount(count < 100 ? count : Number(count.toPrecision(2)), "more replication")}`;
}
