import type { Topic } from "./topic.ts";

export const quota: Topic = {
  name: "quota",
  title: "whether a quota must be raised, and to what, on one page",
  text: `poolsim quota FILE answers for who sets quotas, and writes quota.md, quota.html
and quota.json to results/<file's name> or --out. It simulates, all on the same
jobs,

  as it is         under today's quotas (account); where the file tells of none,
                   the pools and VMs that there are are taken for them
  resize           to what the plan finds, within the quota
  second pool      like the first, of the same size or for what the quota leaves
                   over, both reached by route: {anyOf: [..]}
  other hours      each workload that a cron starts, 1, 2, 3 and 6 h earlier and
                   later; the best of them is judged
  on demand        VMs that come when jobs wait, up to the quota
  classic          the shared service, where the file has one

and plans without quotas (see poolsim help plan). If one of the changes meets
every objective, it is the answer; else the least pools, VMs a pool and cores
that do, and those with headroom: for a load that is a tenth greater, or as
--headroom 20% says. What this version does not simulate is not tried, and said
so. That nothing helps, and that it is too close to tell, are answers too.

The page tells the intervals, the days simulated, the peak day and the share of
time at the limit, and fills in "pool when .., classic when .." with figures.
How long a raise takes, beside what holds today:

  account:
    maxVmsPerPool: 32
    quotaIncrease: [{at: 24 h, maxVmsPerPool: 40, takes: 3 d}]
`,
};
