import { type Located, mapAt, nodeAt, toPlain } from "./located.ts";
import { names } from "./references.ts";

/**
 * A warning for each pool of an alternative's tree whose low priority is described, and that never has a VM of it.
 *
 * @param top the whole file, whose sweep or plan may look for their number.
 */
export function unusedLowPriority(tree: Located, top: Located): readonly string[] {
  return names(tree, ["pools"]).flatMap((pool) => {
    const at = ["pools", pool, "lowPriority"];
    const vms = nodeAt(tree, [...at, "vms"]);
    const none = mapAt(tree, at) !== undefined && (vms === undefined || toPlain(vms) === 0);
    if (!none || asks(tree, pool) || isVaried(top, [...at, "vms"].join("."))) return [];
    return [
      `pool "${pool}" has no low-priority VMs, as lowPriority.vms is 0; write how many of its VMs are, or may be`,
    ];
  });
}

/** Whether an operation or a formula of the pool names low priority. */
function asks(tree: Located, pool: string): boolean {
  const scaling = nodeAt(tree, ["pools", pool, "scaling"]);
  if (scaling === undefined) return false;
  return mapAt(scaling, ["autoscale"]) !== undefined || JSON.stringify(toPlain(scaling)).includes('"lowPriority"');
}

/** Whether a sweep or a plan looks for the number. */
function isVaried(top: Located, path: string): boolean {
  return [["sweep"], ["plan", "choose"]].some((at) => mapAt(top, at)?.entries.has(path) === true);
}
