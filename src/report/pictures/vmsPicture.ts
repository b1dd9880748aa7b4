import { formatCount } from "../figure.ts";
import type { ReportData } from "../reportData.ts";
import { type History, historiesWith, type Kind, overTime } from "./overTime.ts";
import type { Picture } from "./picture.ts";

const KINDS: readonly Kind[] = [
  { count: "busy", label: "busy", look: 2 },
  { count: "idle", label: "idle", look: 1 },
  { count: "starting", label: "starting", look: 4 },
  { count: "provisioning", label: "being provisioned", look: 3 },
  { count: "leaving", label: "leaving", look: 5 },
  { count: "unusable", label: "unusable", look: 0 },
];

/** How many VMs there are, by state, over time. Null where there never is one. */
export function vmsPicture(data: ReportData): Picture | null {
  const histories = historiesWith(data, KINDS);
  const [largest] = [...histories].sort((a, b) => range(b)[1] - range(a)[1]);
  if (largest === undefined) return null;
  const changing = histories.find((history) => range(history)[0] < range(history)[1]);
  const [fewest, most] = range(changing ?? largest);
  const { label } = (changing ?? largest).series;
  return overTime(data, {
    key: "vms",
    title:
      changing === undefined
        ? `${label} keeps ${formatCount(most, "VM")} ready`
        : `${label} has from ${fewest} to ${formatCount(most, "VM")} ready`,
    caption: "VMs by state, at regular instants. Those being provisioned or starting can take no job yet.",
    axis: "VMs",
    histories,
    kinds: KINDS,
  });
}

/** Fewest and most ready VMs once the first was ready. */
function range({ moments }: History): [fewest: number, most: number] {
  const ready = moments.map(({ busy, idle }) => busy + idle);
  const since = ready.slice(
    Math.max(
      0,
      ready.findIndex((count) => count > 0),
    ),
  );
  return [Math.min(...since), Math.max(...since)];
}
