import type { Topic } from "./topic.ts";

export const theory: Topic = {
  name: "theory",
  title: "exact results of queueing theory beside the simulation",
  text: `poolsim theory FILE looks at each alternative as a queueing theorist would. Each
system that your jobs go to, the classic service or a pool, is a queue of its
own. Where it is one that has an exact answer, the answer stands beside the
simulated figure and its 95% interval; where it is not, every assumption that
fails is named, and nothing is simulated. What it knows:

  M/M/c          Poisson arrivals, exponential service: Erlang's C formula
  M/M/c/K        the same with maxQueued
  M/D/c          constant service: Crommelin
  M/G/1          any service, one server: Pollaczek and Khinchine
  M/G/∞          no fleet and no caps: nobody waits
  D^[N]/D/c      equal jobs at times known beforehand: each worked out
  N at once      N exponential jobs on c slots
  from empty     the first N jobs of M/M/c (limit: N, no warm-up, drain: true)

M/G/c, and intervals between arrivals that are not exponential, have Allen and
Cunneen's approximation, called one. Several workloads in one queue are one
stream: Poisson arrivals see time averages, so that each waits alike. The cap of
an endpoint or tenant that all jobs share counts as so many servers.

  poolsim theory scenarios/mm8.yaml
  poolsim theory my.yaml --replications 40 --set "time.warmUp=1 d"

Steady states are compared with runs that begin empty and end. Lines that begin
with ! say where that shows, and what to set. An interval takes several
replications: ten, where the file has one.
`,
};
