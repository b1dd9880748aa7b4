import type { Topic } from "./topic.ts";

export const model: Topic = {
  name: "model",
  title: "the rules by which jobs and VMs are simulated",
  text: `The clock counts whole microseconds. What falls on the same instant happens in
this order:

  1  tasks end
  2  VMs become ready, or are gone; a timetable changes the workers
  3  jobs arrive
  4  free slots are given to waiting jobs, until nothing fits
  5  pools are operated, then those that scale by themselves decide
  6  idle timers
  7  queues and peaks are read

A pool that is created at time 0 is there before the jobs of time 0.

A job that arrives as another one ends can have its slot, and was never queued.

Who is next. The classic service goes by time of submission. A job whose
endpoint or tenant is at its cap is held: others may pass it, and it keeps its
place. Each pool has a queue of its own: by submission, or by priority first. A
gang needs all of its slots at once; while the first in line waits for them,
nobody passes, unless backfill: firstFit lets smaller jobs through, or backfill:
easy lets those through that by their job.estimate do not delay it. A job of
several tasks starts with its first task and ends with its last.

Where a job goes that has a choice. It is decided as the job is submitted, from
what the customer sees then. anyOf: the first system with more free slots than
its waiting tasks ask for and whose caps admit the job, else the one with the
shortest queue, else the first. overflowTo: when more than whenQueueLongerThan
jobs wait at the first, or the slack (time to the deadline, less the mean
service of the workload) is below whenSlackBelow; of two conditions both must
hold. A queue here is that of the customer's own jobs without a slot, held ones
too, but not those that free slots are for at this instant. A pool that does not
exist, is being deleted or could never hold the job is passed over.

A pool that is deleted cancels the jobs that wait in it, or, with whenDeleted:
classic, sends them to the classic service. There they keep their place by
submission, count against the caps (what they are held is told as queued), are a
transaction each, and begin anew what had begun; maxQueued does not turn them
away.

Where a latency goes. These parts add up to it, to the microsecond:

  held          until the caps admit the job
  provisioning  then, until the VM that took it was ready
  queued        then, until its first task has a slot
  dispatch      from the slot to the start: until here it is the wait
  service       of the task that started first
  transfer      reading its input and writing its output
  restarts      from its first start to its end, less service and transfer
  lastTask      from the end of that task to the end of the job

Where two causes overlap, the earlier line has the time.

Pools that change. A create or resize is under way until its VMs are ready or
gone, and another resize is refused meanwhile (409). VMs leave in this order:
those not ready, the youngest first; idle ones, the longest idle first; busy
ones, those with the fewest tasks first. A task that loses its VM begins anew,
with the same size, before all others of its priority. On demand a pool has as
many VMs in provisioning as the waiting tasks need beyond its free slots, within
min and max; VMs that are not wanted any more are cancelled, the youngest first,
and cost nothing. The longest-idle VMs beyond min carry an idle timer.

What is billed. A pool: each of its VMs from ready to deleted, busy or idle;
while it is provisioned it costs nothing (billing: fromAllocation counts from
the request). The classic service: the time that jobs run, no waiting. What
that costs: poolsim help billing.

The measured window begins after time.warmUp and lasts time.horizon. Waits and
latencies are those of the jobs submitted inside it; throughput counts the ends
inside it, and hours are cut to it exactly. At its end the clock stops: a job
that is not done is unfinished, and in no latency. Hence many unfinished jobs
make latencies look better than they are. With time.drain no jobs arrive any
more, and the clock goes on until the last one is done, or until nothing that
is to come can help those that wait: they are unfinished then, too.

With time.warmUp: auto, five pilot replications of each alternative, apart from
those measured, tell how long its queues take to settle: MSER-5 on their mean,
in whole days or hours where the load goes by the clock. All alternatives that
ask for it get the longest.

Random draws. Every alternative gets the same jobs, with the same service times.
Each workload and each pool draws from streams of its own, so that what is added
to one changes nothing of another. A percentile is one of the values measured,
the smallest that so many percent do not exceed; beyond 65,536 values it is
right within 0.5% (quantiles: exact keeps them all).
`,
};
