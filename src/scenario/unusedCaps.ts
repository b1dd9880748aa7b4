import { type Located, mapAt, nodeAt, toPlain } from "./located.ts";
import { nearestName } from "./nearestName.ts";
import { names } from "./references.ts";

const WORKLOADS = ["workloads"];
const BACKGROUND = ["classic", "background"];

/**
 * A warning for each name in a map of caps that nobody bears: a slip of the pen would leave the cap at its default. Tenants are told of
 * by traces too, so with a trace any name may be one.
 */
export function unusedCaps(tree: Located): readonly string[] {
  const sources = [WORKLOADS, BACKGROUND].flatMap((at) => names(tree, at).map((name) => [...at, name]));
  const anyTrace = sources.some((at) => nodeAt(tree, [...at, "arrivals", "trace"]) !== undefined);
  return [...unknown(tree, "endpoint", sources), ...(anyTrace ? [] : unknown(tree, "tenant", sources))];
}

function unknown(
  tree: Located,
  what: "endpoint" | "tenant",
  sources: readonly (readonly string[])[],
): readonly string[] {
  const caps = ["classic", `${what}Concurrency`];
  if (mapAt(tree, caps) === undefined) return [];
  const known = sources.flatMap((at) => borneBy(tree, at, what));
  return names(tree, caps)
    .filter((name) => name !== "otherwise" && !known.includes(name))
    .map((name) => {
      const near = nearestName(name, known);
      const meant = near === null ? `there are ${known.join(", ")}` : `did you mean "${near}"?`;
      return `${caps.join(".")}.${name} caps nothing, as no workload has the ${what} "${name}"; ${meant}`;
    });
}

/** The endpoints, or tenants, of a source of jobs: several tenants of the background are `<name>-1` and so on. */
function borneBy(tree: Located, at: readonly string[], what: string): readonly string[] {
  const told = (key: string): unknown => {
    const node = nodeAt(tree, [...at, key]);
    return node === undefined ? undefined : toPlain(node);
  };
  const name = String(told(what) ?? at.at(-1));
  const tenants = Number(told("tenants") ?? 1);
  return tenants === 1 ? [name] : Array.from({ length: tenants }, (_, i) => `${name}-${i + 1}`);
}
