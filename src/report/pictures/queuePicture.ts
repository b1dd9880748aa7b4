import { max } from "d3-array";
import { formatCount } from "../figure.ts";
import type { ReportData } from "../reportData.ts";
import { type History, historiesWith, type Kind, overTime } from "./overTime.ts";
import type { Picture } from "./picture.ts";

const KINDS: readonly Kind[] = [
  { count: "queued", label: "queued", look: 0 },
  { count: "held", label: "held by a cap", look: 1 },
];

/** How many jobs wait, over time. Null where none ever does. */
export function queuePicture(data: ReportData): Picture | null {
  const histories = historiesWith(data, KINDS);
  const [longest] = [...histories].sort((a, b) => peak(b) - peak(a));
  if (longest === undefined) return null;
  const shortest = [...histories].sort((a, b) => peak(a) - peak(b))[0]!;
  const where =
    peak(shortest) < peak(longest) || histories.length === 1
      ? ` in ${longest.series.label}${shortest === longest ? "" : `, ${formatCount(peak(shortest), "job")} in ${shortest.series.label}`}`
      : ", the same in all";
  const shared = data.timeline
    .get(longest.series.name)!
    .some(({ system, queued, held }) => system === "classic" && queued + held > 0);
  const whose = shared ? " of all tenants" : "";
  return overTime(data, {
    key: "queue",
    title: `Up to ${formatCount(peak(longest), "job")}${whose} wait${where}`,
    caption:
      "Jobs that wait, at regular instants." +
      ([...data.timeline.values()].some((rows) => rows.some(({ system }) => system === "classic"))
        ? " In the classic service they are the jobs of all tenants, for all stand in one line."
        : ""),
    axis: "jobs that wait",
    histories,
    kinds: KINDS,
  });
}

function peak({ moments }: History): number {
  return max(moments, ({ queued, held }) => queued + held) ?? 0;
}
