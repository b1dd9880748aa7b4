import type { Topic } from "./topic.ts";

export const plan: Topic = {
  name: "plan",
  title: "the cheapest configuration that meets every objective",
  text: `poolsim plan FILE looks for it among the values that the file names:

  plan:
    minimise: cost.total        # or any metric; or maximise
    choose:
      pools.scoring.vms: {from: 1, to: 48}
      pools.scoring.vmSize: [small, large]
    confidence: 95%

Every combination is a candidate: the top of the file, or --alternative NAME,
with these values set, as --set would. Without choose, the size of the one pool
is chosen. Where nothing has a price, billed compute-hours are minimised.

More VMs of a fixed first-in-first-out pool of single slots (and more workers of
a classic service without caps) never hurt: there the way leads by bisection, on
the same jobs, from where Erlang's formula would begin. All else is screened.
A candidate meets, or misses, the objectives when its interval says so, with an
error shared among all looks at all candidates that are decided. Of those that
meet them Kim and Nelson's procedure picks the cheapest, within 1% of cost. The
answer is checked on replications that had no part in the search.

  feasible     the answer, with the chance of a wrong one at most 5%
  infeasible   nothing that was tried does; the nearest is named
  undecided    something cheaper is too close to an objective to tell, or the
               check did not confirm the answer; what would decide it is named

Headroom is the largest multiple of the load, in hundredths, that is shown to
meet the objectives at the answer: of the rate of random arrivals, of the jobs
at each firing of a cron or at (rounded up; of the tasks, where that is one job
of several). It is found by halves, on the same random draws, as if more load
never helped; other tenants' load stays as it is, and what was recorded has no
multiple. The same plan for a tenth more load (--headroom 20%: a fifth) tells
what to ask for. Quotas (account) are left aside for all this; the output says
whether the answer is within them. poolsim quota FILE makes a page of it.

The first look is at 10 replications (or the file's replications, if more), the
last at 640 (or at replications: {max: N}). plan.json, in results/<file's name>
or --out, tells of every candidate why it is not the answer.
`,
};
