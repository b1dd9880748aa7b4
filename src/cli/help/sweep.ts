import type { Topic } from "./topic.ts";

export const sweep: Topic = {
  name: "sweep",
  title: "every combination of some values",
  text: `A file's sweep names paths, and the values that they take:

  sweep:
    pools.scoring.vms: [16, 20, 24]
    classic.workers: {from: 100, to: 300, step: 100}
    workloads.jobs.arrivals.poisson.rate: {from: 30/h, to: 2/min, step: 15/h}

poolsim sweep FILE simulates all combinations, each with all alternatives, on
the same jobs. A value is set on the top of the file, as --set does, before the
alternatives' patches. Without a sweep in the file:

  poolsim sweep my.yaml --set "sweep.pools.scoring.vms=[8, 16, 24]"

  --metric latency.p95   what cost is traded for
  --cost cost.total      default: that if all is priced, else the hours billed
  --limit 1000           points of the grid at most
  --fresh                forget what was kept

A cell (an alternative at a point) on the Pareto frontier is marked *: no other
cell of the same workload has less of one of the two and no more of the other.

  report.html    the frontier and the lines, with their figures; *.svg alone
  sweep.csv      paths, alternative, metric, mean, low, high
  summary.json   cost, latency and objectives of each cell, and the frontier

poolsim sweep FILE --tornado changes each number of the scenario alone, 20% down
and up (--by 10%; one that is in sweep: to its first and last value there), and
ranks what moves cost and latency most, against the scenario as it is. Its
sweep.csv has the columns path and value.

Each simulation that is done is kept beside the result, in .<name>.cells, under
a hash of all that it depends on. A sweep that was interrupted goes on from
there; other values or more replications simulate only what is new. The folder
may be deleted at any time.
`,
};
