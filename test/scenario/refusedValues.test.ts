import { describe, expect, it } from "vitest";
import { headlines, refusal } from "./scratchFiles.ts";

const POOL = "pools: {p: {vms: 2, slotsPerVm: 2}}";
const STREAM = '{stream: {devices: 3, eventRate: 2/min, cron: "0 * * * *", startUp: 1 s, rowTime: 1 ms}}';
const workload = (job: string, more = "", arrivals = "{at: [0 s]}"): string =>
  `workloads: {w: {arrivals: ${arrivals}, job: {${job}}${more}}}\n`;

describe("what a scenario says", () => {
  it.each([
    [
      "a billing plan without a price",
      `${workload("service: 1 s")}billingPlans: {mine: {includedHours: 25}}`,
      "billingPlans.mine: has no price; write for example overageHour: 2 USD, or price: 3.23 USD/d",
    ],
    [
      "a billing plan that stops when nothing is used up",
      `${workload("service: 1 s")}billingPlans: {mine: {price: 1 USD/d, includedHours: 0, whenUsedUp: stop}}`,
      "billingPlans.mine: stops when what it includes is used up, but includes nothing; write for example includedHours: 2",
    ],
    [
      "a billing plan that is not there",
      `${workload("service: 1 s")}classic: {billingPlan: studio-s4}`,
      'classic.billingPlan: no billing plan is named "studio-s4"; did you mean "studio-s1"?',
    ],
    [
      "a billing plan of a create that is not there",
      `${workload("service: 1 s", ", route: p")}pools: {p: {scaling: {operations: [{at: 0 s, create: {vms: 1, billingPlan: studio-s9}}]}}}`,
      'pools.p.scaling.operations[0].create.billingPlan: no billing plan is named "studio-s9"; did you mean "studio-s1"?',
    ],
    [
      "a pool to choose that is not there",
      `${workload("service: 1 s", ", route: {anyOf: [p, nightly]}")}pools: {p: {vms: 1}, nigthly: {vms: 1}}`,
      'workloads.w.route.anyOf[1]: no pool is named "nightly"; did you mean "nigthly"?',
    ],
    [
      "a pool to overflow to that is not there",
      `${workload("service: 1 s", ", route: {pool: p, overflowTo: clasic, whenQueueLongerThan: 5}")}${POOL}`,
      'workloads.w.route.overflowTo: no pool is named "clasic"; did you mean "classic"?',
    ],
    [
      "a pool that overflows to itself",
      `${workload("service: 1 s", ", route: {pool: p, overflowTo: p, whenQueueLongerThan: 5}")}${POOL}`,
      'workloads.w.route.overflowTo: is where the jobs go already, "p"; name another system',
    ],
    [
      "an overflow that nothing triggers",
      `${workload("service: 1 s", ", route: {pool: p, overflowTo: classic}")}${POOL}`,
      "workloads.w.route.overflowTo: needs whenQueueLongerThan: 50 or whenSlackBelow: 30 min beside it",
    ],
    [
      "a queue of less than nobody",
      `${workload("service: 1 s", ", route: {pool: p, overflowTo: classic, whenQueueLongerThan: -1}")}${POOL}`,
      "workloads.w.route.whenQueueLongerThan: found -1, expected a whole number of 0 or more",
    ],
    [
      "a slack without a deadline",
      `${workload("service: 1 s", ", route: {pool: p, overflowTo: classic, whenSlackBelow: 1 h}")}${POOL}`,
      "workloads.w.route.whenSlackBelow: needs a deadline; write job: {deadline: 4 h}",
    ],
    [
      "a timetable's entry without its time",
      `${workload("service: 1 s")}classic: {workers: [{workers: 2}]}`,
      'classic.workers[0].from: is missing; expected a time of day such as "06:00"',
    ],
    [
      "a deadline without a unit",
      workload("service: 1 s, deadline: 6"),
      'workloads.w.job.deadline: 6 has no unit; write "6 s" or "6 min"',
    ],
    [
      "a negative price",
      `${workload("service: 1 s")}billingPlans: {mine: {overageHour: -2 USD}}`,
      'billingPlans.mine.overageHour: "-2 USD" is negative; an amount of money is never below zero',
    ],
    [
      "a price without a time",
      `${workload("service: 1 s")}billingPlans: {mine: {price: 3.23 USD}}`,
      'billingPlans.mine.price: "3.23 USD" has no time; write "3.23 USD/h" or "3.23 USD/d"',
    ],
    [
      "a period of nothing",
      `${workload("service: 1 s")}billingPlans: {mine: {price: 3 USD/d, period: 0 s}}`,
      "billingPlans.mine.period: is 0 s; a period is longer than that",
    ],
    [
      "a service's plan beside prices in another currency",
      `${workload("service: 1 s", ", route: p")}pools: {p: {vms: 1, billingPlan: studio-s1}}\nvmSizes: {s: {price: 1 EUR/h}}`,
      "pools.p.billingPlan: has prices in USD, but others are in EUR; write a plan of your own in EUR",
    ],
    [
      "no service time",
      workload("priority: 1"),
      'workloads.w.job.service: is missing; write how long a task runs, for example "90 s"',
    ],
    [
      "a misspelt metric to be known well",
      `replications: {metric: latncy.p95}\n${workload("service: 90 s")}`,
      'replications.metric: "latncy.p95" is not a metric; did you mean "latency.p95"?',
    ],
    [
      "a workload that is not there, to be known well",
      `replications: {metric: byWorkload.v.wait.mean}\n${workload("service: 90 s")}`,
      'replications.metric: no workload is named "v"; there are w',
    ],
    [
      "fewer replications at most than at least",
      `replications: {max: 5}\n${workload("service: 90 s")}`,
      "replications.max: 5 is below min (10), expected 10 or more",
    ],
    [
      "an error of nothing",
      `replications: {relativeHalfWidth: 0%}\n${workload("service: 90 s")}`,
      "replications.relativeHalfWidth: must be above 0: no number of replications reaches it",
    ],
    [
      "a negative duration",
      workload("service: -90 s"),
      'workloads.w.job.service: "-90 s" is negative; a duration is never below zero',
    ],
    [
      "a distribution misspelt",
      workload("service: {exponental: {mean: 1 s}}"),
      'workloads.w.job.service.exponental: unknown key; did you mean "exponential"?',
    ],
    [
      "two distributions",
      workload("service: {exponential: {mean: 1 s}, gamma: {mean: 1 s, cv: 1}}"),
      /service: found exponential and gamma; expected exactly one of exponential,/,
    ],
    [
      "half a lognormal",
      workload("service: {lognormal: {mean: 3 s, p95: 4 s}}"),
      "workloads.w.job.service.lognormal: expected either mean and cv, or median and p95",
    ],
    [
      "a p95 below the median",
      workload("service: {lognormal: {median: 5 s, p95: 4 s}}"),
      "workloads.w.job.service.lognormal.p95: 4 s is not above the median, 5 s",
    ],
    [
      "a maximum below the minimum",
      workload("service: {uniform: {min: 5 s, max: 4 s}}"),
      "workloads.w.job.service.uniform.max: 4 s is below min, 5 s",
    ],
    [
      "a mean of nothing",
      workload("service: {exponential: {mean: 0 s}}"),
      "workloads.w.job.service.exponential.mean: must be above 0; write the constant 0 s instead of a distribution",
    ],
    [
      "an impossible cv",
      workload("service: {hyperexponential: {mean: 1 s, cv: 0.5}}"),
      "workloads.w.job.service.hyperexponential.cv: found 0.5, expected a number of 1 or more",
    ],
    [
      "half a task",
      workload("service: 1 s, tasks: 0.5"),
      "workloads.w.job.tasks: found 0.5, expected a whole number from 1 to 100000000 or a map",
    ],
    [
      "tasks and a gang",
      workload("service: 1 s, tasks: 2, gang: 3"),
      "workloads.w.job.gang: a job has either several tasks or a gang; give one of them",
    ],
    [
      "two sources",
      workload("service: 1 s", "", '{cron: "0 1 * * *", at: [0 s]}'),
      "workloads.w.arrivals: found cron and at; expected exactly one of cron, at, poisson, renewal, trace, stream",
    ],
    [
      "no cron",
      workload("service: 1 s", "", '{cron: "0 1 * *"}'),
      'workloads.w.arrivals.cron: "0 1 * *" has 4 fields; a cron has five, "minute hour day month weekday", such as "0 1 * * *"',
    ],
    [
      "jobs beside poisson",
      workload("service: 1 s", "", "{poisson: {rate: 1/h}, jobs: 3}"),
      "workloads.w.arrivals.jobs: jobs does not stand beside poisson; write it inside poisson, as batch",
    ],
    [
      "a profile of 23 hours",
      workload("service: 1 s", "", `{poisson: {rate: 1/h, profile: [${Array(23).fill(1).join(", ")}]}}`),
      "workloads.w.arrivals.poisson.profile: found 23 weights, expected 24 (a day) or 168 (a week from Monday)",
    ],
    [
      "a trace's job with a service time",
      workload("service: 1 s", "", "{trace: {file: x.swf, format: swf}}"),
      "workloads.w.job.service: a trace brings each job's own run time; leave this out",
    ],
    [
      "a stream's job with a service time",
      workload("service: 1 s", "", STREAM),
      "workloads.w.job.service: a stream's job is one task that takes startUp and rowTime for each row; leave this out",
    ],
    [
      "jobs beside a stream",
      workload("gang: 1", "", STREAM.replace(/\}$/, ", jobs: 3}")),
      "workloads.w.arrivals.jobs: jobs does not stand beside stream; a stream's jobs are as many as its sensors need; see sensorsPerJob",
    ],
    [
      "a stream's misspelt key",
      workload("gang: 1", "", STREAM.replace("cron", "modelPerDevice: 5, cron")),
      'workloads.w.arrivals.stream.modelPerDevice: unknown key; did you mean "modelsPerDevice"?',
    ],
    [
      "a stream that nobody scores",
      workload("gang: 1", "", STREAM.replace('cron: "0 * * * *", ', "")),
      'workloads.w.arrivals.stream.cron: is missing; expected a cron expression such as "0 1 * * *", in quotes',
    ],
    [
      "a fate of readings that is none",
      workload("gang: 1", "", STREAM.replace("devices: 3", "devices: 3, excess: lose")),
      'workloads.w.arrivals.stream.excess: found "lose", expected retry or drop',
    ],
    [
      "a part of an object that is not told which",
      `${workload("service: 1 s, input: {size: 6 KB}", ", store: s")}storage: {s: {bandwidth: 1 MB/s}}`,
      "workloads.w.job.input.object: is missing; expected a name in quotes",
    ],
    [
      "a part of an object without a unit",
      `${workload("service: 1 s, output: {size: 6, object: x}", ", store: s")}storage: {s: {bandwidth: 1 MB/s}}`,
      'workloads.w.job.output.size: 6 has no unit; write "6 MB" or "6 GiB"',
    ],
    [
      "an image without a unit",
      `${workload("service: 1 s")}pools: {p: {vms: 1, startTask: {pull: 2, from: s}}}\nstorage: {s: {bandwidth: 1 MB/s}}`,
      'pools.p.startTask.pull: 2 has no unit; write "2 MB" or "2 GiB"',
    ],
    [
      "a pool without VMs",
      `${workload("service: 1 s")}pools: {p: {}}`,
      "pools.p.vms: is missing; write the number of VMs, for example 4",
    ],
    [
      "too many slots",
      `${workload("service: 1 s")}pools: {p: {vms: 1, vmSize: {cores: 2}, slotsPerVm: 9}}`,
      "pools.p.slotsPerVm: 9 slots are too many; a VM of 2 cores has at most 8",
    ],
    [
      "a VM without cores, and nothing of its slots",
      `${workload("service: 1 s")}pools: {p: {vms: 1, vmSize: {cores: 0}}}`,
      "pools.p.vmSize.cores: found 0, expected a whole number from 1 to 100000",
    ],
    [
      "too many slots for a named size",
      `${workload("service: 1 s")}vmSizes: {s: {cores: 1}}\npools: {p: {vms: 1, vmSize: s, slotsPerVm: 5}}`,
      "pools.p.slotsPerVm: 5 slots are too many; a VM of 1 core has at most 4",
    ],
    [
      "a size that is not there",
      `${workload("service: 1 s")}pools: {p: {vms: 1, vmSize: s}}`,
      'pools.p.vmSize: no VM size is named "s"; vmSizes holds none',
    ],
    [
      "a gang wider than its pool",
      `${workload("service: 1 s, gang: 5", ", route: p")}${POOL}`,
      'workloads.w.job.gang: 5 slots never fit: pool "p" has at most 4',
    ],
    [
      "a random gang that may be",
      `${workload("service: 1 s, gang: {uniform: {min: 1, max: 5}}", ", route: p")}${POOL}`,
      'workloads.w.job.gang: 5 slots never fit: pool "p" has at most 4',
    ],
    [
      "a gang wider than the service",
      `${workload("service: 1 s, gang: 5")}classic: {workers: 4}`,
      "workloads.w.job.gang: 5 slots never fit: the classic service has at most 4",
    ],
    [
      "a route by tenant to nowhere",
      `${workload("service: 1 s", ", route: {byTenant: {t: q}, otherwise: p}")}${POOL}`,
      'workloads.w.route.byTenant.t: no pool is named "q"; expected p, classic',
    ],
    [
      "a pool named classic",
      `${workload("service: 1 s")}pools: {classic: {vms: 1}}`,
      'pools.classic: a pool cannot be named "classic": that is the shared service',
    ],
    [
      "a name with a dot",
      'workloads: {"a.b": {arrivals: {at: [0 s]}, job: {service: 1 s}}}',
      'workloads.a.b: a name has no dots; write for example "a-b"',
    ],
    [
      "two fleets",
      `${workload("service: 1 s")}classic: {workers: 3, observedWait: 1 h}`,
      "classic.observedWait: workers and observedWait exclude each other; give one of them",
    ],
    [
      "a cap that is none of its kinds",
      `${workload("service: 1 s")}classic: {endpointConcurrency: many}`,
      'classic.endpointConcurrency: found "many", expected a whole number of 1 or more, "none" or a map',
    ],
    [
      "a timetable out of order",
      `${workload("service: 1 s")}classic: {workers: [{from: "08:00", workers: 1}, {from: "06:00", workers: 2}]}`,
      "classic.workers[1].from: 06:00 does not come after 08:00",
    ],
    [
      "a limit of VMs told twice for one time of day",
      `${workload("service: 1 s")}pools: {p: {scaling: {onDemand: {max: [{from: "8:00", vms: 3}, {from: "08:00", vms: 1}]}}}}`,
      "pools.p.scaling.onDemand.max[1].from: 08:00 is told twice; only one number can hold then",
    ],
    [
      "two currencies",
      `${workload("service: 1 s")}pools: {p: {vms: 1, vmSize: {price: 1 USD/h}}, q: {vms: 1, vmSize: {price: 1 EUR/h}}}`,
      "pools.q.vmSize.price: is in EUR, but others are in USD; a scenario has one currency",
    ],
    [
      "an objective on no metric",
      `${workload("service: 1 s")}objectives: ["latency.p95x <= 1 s"]`,
      'objectives[0]: "latency.p95x" is not a metric; did you mean "latency.p95"?',
    ],
    [
      "an objective without a unit",
      `${workload("service: 1 s")}objectives: ["wait.p97.5 <= 45"]`,
      'objectives[0]: 45 has no unit; write "45 s" or "45 min"',
    ],
    [
      "an objective on hours without a unit",
      `${workload("service: 1 s")}objectives: ["computeHours.billed <= 45"]`,
      'objectives[0]: 45 has no unit; write "45 h"',
    ],
    [
      "an objective whose sign is turned round",
      `${workload("service: 1 s")}objectives: ["throughput.jobsPerHour => 9/h"]`,
      'objectives[0]: an objective is a bound; write "throughput.jobsPerHour >= 9/h"',
    ],
    [
      "an objective on no pool",
      `${workload("service: 1 s")}${POOL}\nobjectives: ["byPool.q.wait.mean <= 1 s"]`,
      'objectives[0]: no pool is named "q"; there are p',
    ],
    [
      "an objective on no billing plan",
      `${workload("service: 1 s")}objectives: ["cost.byPlan.studio-s4 <= 45 USD"]`,
      'objectives[0]: no billing plan is named "studio-s4"; did you mean "studio-s1"?',
    ],
    [
      "a horizon of nothing",
      `${workload("service: 1 s")}time: {horizon: 0 s}`,
      "time.horizon: must be above 0; it is the time that is measured",
    ],
    [
      "a baseline that is not there",
      `${workload("service: 1 s")}baseline: x`,
      'baseline: no alternative is named "x"; there are base',
    ],
    [
      "an alternative left empty",
      `${workload("service: 1 s")}alternatives: {a: , b: {}}`,
      "alternatives.a: is empty; write {} for the scenario as it stands",
    ],
    [
      "an alternative with its own seed",
      `${workload("service: 1 s")}alternatives: {a: {seed: 3}}`,
      "alternatives.a.seed: is the same for all alternatives; write it at the top of the file",
    ],
    [
      "a misspelt key in an alternative",
      `${workload("service: 1 s")}${POOL}\nalternatives: {a: {pools: {p: {vmz: 3}}}}`,
      'alternatives.a.pools.p.vmz: unknown key; did you mean "vms"?',
    ],
    [
      "a misspelt key that removes",
      `${workload("service: 1 s")}alternatives: {a: {poolz: null}}`,
      'alternatives.a.poolz: unknown key; did you mean "pools"?',
    ],
    [
      "a removal of nothing",
      `${workload("service: 1 s")}${POOL}\nalternatives: {a: {pools: {q: null}}}`,
      "alternatives.a.pools.q: is empty, and there is no such name to remove; the names are p",
    ],
  ])("is refused: %s", async (_, text, message) => {
    const lines = headlines(await refusal(text)).map((line) => line.replace(/^scenario\.yaml:\d+:\d+ {2}/, ""));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(
      message instanceof RegExp ? message : new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`),
    );
  });
});
