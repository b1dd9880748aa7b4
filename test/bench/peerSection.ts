import { median } from "./measurement.ts";
import type { Peer, PeerComparison } from "./peers.ts";
import { cells, grouped, secondsOf } from "./tableText.ts";

/** The peers' part of the report: time a job, against C++ and against Poolsim. */
export function peerSection({ peers, poolsim, yardstick, missing }: PeerComparison): string {
  const rows = peers.map((peer) => {
    const time = nanosecondsAJob(peer);
    const against = yardstick === null ? "" : ratio(time / nanosecondsAJob(yardstick));
    return cells([
      peer.name,
      grouped(peer.jobs),
      grouped(Math.round(time)),
      against,
      ratio(time / nanosecondsAJob(poolsim)),
    ]);
  });
  return `## Peers

M/M/8 at 90% in what else there is on this machine, all in turn: the C++ loop's twin on Python's \`heapq\` (\`test/bench/mmc.py\`) and SimPy with a
process for each job (\`test/bench/mmcSimpy.py\`), with the same statistics. Python gets fewer jobs, so times are by the job.

| | jobs | ns a job | / C++ | / Poolsim |
|---|--:|--:|--:|--:|
${rows.join("\n")}
${missing.map((each) => `\n${each}\n`).join("")}`;
}

function nanosecondsAJob({ jobs, runs }: Peer): number {
  return (median(secondsOf(runs)) / jobs) * 1e9;
}

function ratio(value: number): string {
  return value.toFixed(value < 10 ? 2 : 0);
}
