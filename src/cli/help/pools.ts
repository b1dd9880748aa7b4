import type { Topic } from "./topic.ts";

export const pools: Topic = {
  name: "pools",
  title: "VMs of one's own: who scales them, what is lost, clusters",
  text: `  pools:
    own:
      vms: 4
      vmSize: {cores: 8, speed: {training: 2, default: 1}, price: 0.40 USD/h}
      slotsPerVm: 8
      provisioning: {lognormal: {median: 4 min, p95: 12 min}}
      startTask: 30 s
      deprovisioning: 1 min

A VM is requested, provisioned, runs its start task, and is ready: idle or busy.
A task takes one slot; job: {cores: 4} takes four of one VM, {gang: 16} sixteen
anywhere, {nodes: 4} one on each of four VMs, at once or not at all. speed
divides service times. More slots do the same work in less time as speedUp says:
linear, or {serial: 5%}, Amdahl's law with so much that only one slot can do.

scaling: exactly one of, or none (the pool keeps its vms)
  operations: [{at: 0 s, create: 16}, {cron: "45 0 * * *", resize: 16},
    {whenAllDone: {poll: 1 min}, resize: 0}, {at: 24 h, delete: true}]
  onDemand: {min: 0, max: 24, idleTimeout: 2 min}
               VMs for the tasks that wait; an idle one leaves after a while
  byJobs: {min: 0, max: 8, evaluateEvery: 5 min}
               as many as queued and running jobs need, as a cluster does
  autoscale: {formulaFile: pool.txt}
               by an Azure Batch formula: poolsim help formulas

What is lost
  lowPriority: {vms: 8, lifetime: {exponential: {mean: 8 h}}, discount: 80%}
               cheaper VMs that are taken away; without a lifetime they stay.
               Scaled by operations: [{at: 1 h, resize: {vms: 2, lowPriority:
               8}}]; by onDemand, so many of its max; by a formula's target
  breakdown: {mtbf: {exponential: {mean: 30 d}}, while: running}
               running: the clock stops while the VM is idle
  allocationFailure: {probability: 5%, retryDelay: 1 min}
               a request that fails, and is made again
  startTaskFailure: {probability: 1%}
               the VM is unusable until a resize; it is billed if the pool
               is from the request (billing: fromAllocation)
  maxWallClockTime: 7 d
               a task that runs so long without a break fails
A VM that is lost is replaced, with a new delay. Its tasks wait again, before
those that have not begun, and lose their work, except what was saved by
job: {checkpointEvery: 30 min} (0 s: nothing is lost). A loss of the VM takes
none of a task's retries; job: {failure: {probability: 1%, maxRetries: 2}} is
for tasks that fail by themselves. See evictions, restarts and workLost in the
results. Delays and lifetimes that were seen somewhere have names:
{preset: gce-preemptible-lifetime}, see poolsim help distributions.

preset: batchAi is a cluster of Batch AI: queue: priority, billing:
fromAllocation, maxWallClockTime: 7 d, and lowPriority.longestRun: 24 h. What
the pool says itself counts first. Jobs have a priority: low, normal or high,
and nodes. Their order within a priority, by submission, is an assumption.

Which slot a task takes, which VM leaves, and all other keys: poolsim help model
and poolsim help reference.
`,
};
