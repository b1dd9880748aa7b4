import type { Configuration } from "../experiment/plan/planResult.ts";
import { formatCount } from "./figure.ts";
import { pathHeadings } from "./pathHeadings.ts";
import { plainText } from "./plainText.ts";
import { shortNames } from "./shortNames.ts";

/** `20 VMs`, `200 workers`, `pools.a.vms=6, pools.b.vms=4`. */
export function configurationName(configuration: Configuration): string {
  const entries = Object.entries(configuration);
  const [[path, value] = ["", null]] = entries;
  const noun = /^pools\.[^.]+\.vms$/.test(path) ? "VM" : path === "classic.workers" ? "worker" : null;
  if (entries.length === 1 && noun !== null && typeof value === "number") return formatCount(value, noun);
  return entries.map(([each, set]) => `${each}=${written(set)}`).join(", ");
}

/**
 * Names of what stands beside an answer, within `width` columns: the paths by as many of their last parts as tell them apart,
 * and only those whose values are not the same in all of them and the answer, if there is one to tell the rest.
 */
export function namesBeside(
  answer: Configuration | null,
  others: readonly Configuration[],
  width: number,
): readonly string[] {
  const paths = Object.keys(others[0] ?? {});
  const headings = pathHeadings(paths, width);
  const told = paths
    .map((path, place) => ({ path, heading: headings[place]! }))
    .filter(({ path }) => answer === null || others.some((each) => written(each[path]) !== written(answer[path])));
  const names = others.map((each) =>
    paths.length < 2 || told.length === 0
      ? configurationName(each)
      : told.map(({ path, heading }) => `${heading}=${written(each[path])}`).join(", "),
  );
  return shortNames(names.map(plainText), width);
}

function written(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
