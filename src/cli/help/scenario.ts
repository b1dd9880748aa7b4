import type { Topic } from "./topic.ts";

export const scenario: Topic = {
  name: "scenario",
  title: "the file that says what is simulated",
  text: `A scenario is a YAML or JSON file. Ten lines are enough:

  name: Nightly scoring
  workloads:
    nightly:
      arrivals: {cron: "0 1 * * *", jobs: 5000}
      job: {service: 90 s, deadline: 4 h}
      route: scoring
  classic: {observedWait: {lognormal: {median: 5 min, p95: 40 min}}}
  pools:
    scoring: {vms: 32}
  objectives: ["rounds.late <= 5%"]

  workloads    who submits jobs: when (arrivals), what (job), where to (route: a
               pool's name, or classic)
  classic      the first-in-first-out service that is shared with others: its
               workers, or only the waits that were observed
  pools        virtual machines of one's own: vms, slotsPerVm, provisioning, ...
  objectives   what must hold, as "metric <= bound"
  alternatives patches on all of this, compared on the same jobs

A route is a name or a rule, applied once, as a job is submitted:

  {byTenant: {a: pool1}, otherwise: classic}
  {anyOf: [pool1, pool2]}
  {pool: pool1, overflowTo: classic, whenQueueLongerThan: 50}
  {pool: classic, overflowTo: pool1, whenSlackBelow: 30 min}

poolsim help model tells how they decide.

The caps of classic, endpointConcurrency and tenantConcurrency, are a number,
none, or a map: endpointConcurrency: {a: 5, otherwise: 10}. Without otherwise,
those that the map does not name have the default: 40 an endpoint, none a
tenant.

Without alternatives, a file that has both classic and a pool compares the two.
Unknown keys are errors. poolsim show FILE prints every default; poolsim init
writes a commented file; poolsim schema helps an editor to complete it.
`,
};
