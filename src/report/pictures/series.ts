import type { Summary } from "../../experiment/results.ts";
import { plainText } from "../plainText.ts";
import { shortNames } from "../shortNames.ts";
import { type Look, lookOf } from "./palette.ts";

/** An alternative as it stands in every picture: the same look in each. */
export interface Series extends Look {
  readonly name: string;
  /** Short enough for a legend or an axis. */
  readonly label: string;
}

const LONGEST_LABEL = 24;

/** The alternatives of a summary, in its order. */
export function seriesOf(summary: Summary): Series[] {
  const names = Object.keys(summary.alternatives);
  const labels = shortNames(names.map(plainText), LONGEST_LABEL);
  return names.map((name, place) => ({ name, label: labels[place]!, ...lookOf(place) }));
}

/** `a`, `a and b`, `a, b and c`; beyond four, how many. */
export function listed(labels: readonly string[], noun: string): string {
  if (labels.length > 4) return `${labels.length} ${noun}`;
  const [last = ""] = labels.slice(-1);
  return labels.length < 2 ? last : `${labels.slice(0, -1).join(", ")} and ${last}`;
}
