import type { Topic } from "./topic.ts";

export const formulas: Topic = {
  name: "formulas",
  title: "Azure Batch autoscale formulas: what is known, what is assumed",
  text: `poolsim formula FILE checks one and warns of known traps; with --samples, --at
or --current it is evaluated once. The whole language is read as the service
documents it: 8 KB, 100 statements, the last semicolon may be missing.

samples.csv has the columns time,variable,value. A time is a date (UTC unless it
has a zone) or seconds; a variable is one of those with samples, $PendingTasks.

A sample is taken every 30 s and seen 60 s later. A window holds the samples of
ages from its younger end up to, not with, its older one: ten minutes have 20,
of which 18 are seen. So 3 minutes never have 70%: 4 of 6 are seen. The service
is vague about that minute ("approximately").

Targets are cut to whole numbers: 0.5 is 0. && and || leave their right side
alone where the left one decides; x / 0 is infinite; a target that is not finite
fails. After a failure everything stays as it is. GetSample(n) gives what there
is, nothing if there is nothing. A year is 365 days.

Samples begin when the pool is created. Tasks count the slots they need. VMs
count from their request to their deletion ($UsableNodeCount: ready ones);
low-priority ones count on while they are evicted and not back yet, which
$PreemptedNodeCount counts; $CPUPercent is the share of slots on which a task
computes, 0 without VMs; $SucceededTasks and $FailedTasks count from the pool's
creation. Metrics that a simulated pool does not know are 0, and a warning
names them.

In a scenario: pools.<name>.scaling.autoscale: {formulaFile: pool.txt}, or
formula: with the text. interval (15 min; 5 min to 168 h), firstEvaluation (0 s:
at the pool's creation), with: {maxVms: 25}, missingSamples: 5%, and
assume: {sunday: 7}. Until its first evaluation the pool has its vms. A new
target takes the place of an earlier one under way (whileResizing: skip waits
for the next evaluation), as far as the quotas go; retaineddata is as
taskcompletion. evaluations.csv has every evaluation. Low-priority VMs are as
the pool's lowPriority: {lifetime: ..} has them; told nothing, a pool that asks
for some has them for a fifth of the price (a discount of 80%) and none evicted.

What the documents leave open (--assume name=choice; the default comes first):

  sunday=0, 7                        weekday of Sunday; Monday is 1
  round=awayFromZero, toEven         where round() takes a half
  percentile=nearestRank, interpolated
  tooFewValues=fail, zero            avg, min, max, range and percentile of
                                     nothing, std of less than two
  noSamples=fail, zero               a variable as a number before its first
                                     sample is seen
  negativeTarget=zero, fail
  stop=keep, discard                 targets that were set before stop()
  unlistedOperators=refuse, allow    number - vector, timestamp - interval

Formulas to start from: scenarios/formulas/.
`,
};
