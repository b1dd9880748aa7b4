import type { ReportData, StateRow } from "../reportData.ts";
import { STATES } from "../timelineCsv.ts";

/** What is counted over time. */
export type Counted = Exclude<keyof StateRow, "system">;

/** The state of all systems of an alternative together, from its time to the next one's. */
export type Moment = { readonly [state in Counted]: number };

/** Instants drawn of all alternatives together; fewer of each where there are many. */
const MOST_INSTANTS = 3000;
const MOST_OF_ONE = 500;

/** An alternative's first replication over time: its systems added up, in order of time. */
export function historyOf({ timeline, summary }: ReportData, alternative: string): Moment[] {
  const moments: { [state in Counted]: number }[] = [];
  for (const row of timeline.get(alternative) ?? []) {
    let last = moments.at(-1);
    if (last === undefined || last.time !== row.time) {
      last = { ...row };
      for (const count of STATES) last[count] = 0;
      moments.push(last);
    }
    for (const count of STATES) last[count] += row[count];
  }
  return thinned(moments, Math.min(MOST_OF_ONE, MOST_INSTANTS / Object.keys(summary.alternatives).length));
}

/** Every n-th, so that at most `most` and the last remain. */
function thinned(moments: readonly Moment[], most: number): Moment[] {
  const stride = Math.max(1, Math.ceil(moments.length / most));
  return moments.filter((_, place) => place % stride === 0 || place === moments.length - 1);
}

/** Without the instants at which none of these counts is another than before; the last stays. */
export function changes(moments: readonly Moment[], counts: readonly Counted[]): Moment[] {
  return moments.filter((moment, place) => {
    const before = moments[place - 1];
    return (
      before === undefined || place === moments.length - 1 || counts.some((count) => moment[count] !== before[count])
    );
  });
}

/** What stands at a time: the state of the last instant that is not after it. */
export function standingAt(moments: readonly Moment[], time: number): Moment | undefined {
  return moments.findLast((moment) => moment.time <= time);
}
