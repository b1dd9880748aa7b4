import { mmc } from "../../../src/statistics/queueing.ts";
import { mg1Setup } from "../../../src/statistics/singleServerSetup.ts";
import { balancedH2, batches, cappedTenants, ERLANG_2, elasticPool, gangs, oneOfTwo, phaseQueue } from "./chains.ts";
import {
  cobhamWaits,
  forkJoinWithSetups,
  periodicQueue,
  preemptiveWaits,
  renewalWait,
  restartWait,
  unlimitedSetups,
} from "./closedForms.ts";

/** What a metric must be. Times are in minutes, or in hours where the case says so. */
export interface Exact {
  readonly metric: string;
  readonly value: number;
}

/** A system with an exact answer, as a scenario. */
export interface ValidationCase {
  readonly name: string;
  /** Where the theory is from. */
  readonly source: string;
  /** YAML of the workloads and systems. */
  readonly scenario: string;
  /** What it must come to; null: what `poolsim theory` recognises. */
  readonly exact: (() => readonly Exact[]) | null;
  /** Measured days of each replication, 5 unless told; its warm-up is a seventh as long. */
  readonly days?: number;
  /** From the first job to the end of the last, instead. */
  readonly drained?: boolean;
  readonly replications?: number;
  readonly hours?: boolean;
}

const CHAIN = "steady state of the Markov chain";
const exponential = (mean: string): string => `{exponential: {mean: ${mean}}}`;
const MINUTE = exponential("1 min");

/** One workload at servers of the classic service, or at VMs that are always there. */
const classic = (arrivals: string, service: string, workers: number, more = ""): string =>
  `workloads: {jobs: {arrivals: ${arrivals}, job: {service: ${service}}}}
classic: {workers: ${workers}, endpointConcurrency: none${more}}`;
const pool = (arrivals: string, job: string, more: string): string =>
  `workloads: {jobs: {arrivals: ${arrivals}, job: {${job}}, route: own}}
pools: {own: {${more}}}`;
const poisson = (rate: number, more = ""): string => `{poisson: {rate: ${rate}/min${more}}}`;
const elastic = (rate: number, setup: string, scaling: string, more = "", batch = ""): string =>
  pool(poisson(rate, batch), `service: ${MINUTE}`, `provisioning: ${setup}, scaling: {onDemand: {${scaling}}}${more}`);

const waits = (mean: number): Exact[] => [{ metric: "wait.mean", value: mean }];
const elasticFigures = ([waiting, on, settingUp]: readonly number[]): Exact[] => [
  { metric: "latency.mean", value: waiting! + 1 },
  { metric: "byPool.own.vms.mean", value: on! },
  { metric: "byPool.own.vms.provisioning", value: settingUp! },
];

const QUEUES: readonly ValidationCase[] = [
  recognised("M/M/1", classic(poisson(0.8), MINUTE, 1)),
  recognised("M/M/4", classic(poisson(3.6), MINUTE, 4)),
  recognised("M/M/100", classic(poisson(95), MINUTE, 100), { days: 0.5 }),
  recognised(
    "Four tenants in one M/M/20",
    `workloads: {${[1, 2, 3, 4].map((t) => `t${t}: {arrivals: ${poisson(3.5)}, job: {service: ${MINUTE}}}`).join(", ")}}
classic: {workers: 20, endpointConcurrency: none}`,
    { days: 1 },
  ),
  recognised("One of the four, alone at M/M/5", classic(poisson(3.5), MINUTE, 5)),
  recognised("M/M/10/30: full for some", classic(poisson(9), MINUTE, 10, ", maxQueued: 20"), { days: 2 }),
  recognised("M/D/5", classic(poisson(4), "1 min", 5)),
  recognised("M/E2/1", classic(poisson(0.5), "{erlang: {mean: 1 min, stages: 2}}", 1)),
  recognised("M/U/1", classic(poisson(0.5), "{uniform: {min: 0 min, max: 2 min}}", 1)),
  recognised("M/H2/1", classic(poisson(0.5), "{hyperexponential: {mean: 1 min, cv: 2}}", 1), { days: 60 }),
  recognised("M/G/1, lognormal", classic(poisson(0.5), "{lognormal: {mean: 1 min, cv: 2}}", 1), { days: 90 }),
  recognised("M/G/1, Weibull", classic(poisson(0.5), "{weibull: {mean: 1 min, shape: 0.7}}", 1), { days: 60 }),
  {
    name: "M/E2/2",
    source: CHAIN,
    scenario: classic(poisson(1.6), "{erlang: {mean: 1 min, stages: 2}}", 2),
    exact: () => waitAndChance(phaseQueue(1.6, 2, ERLANG_2, 150)),
  },
  {
    name: "M/H2/2",
    source: CHAIN,
    scenario: classic(poisson(1.6), "{hyperexponential: {mean: 1 min, cv: 2}}", 2),
    exact: () => waitAndChance(phaseQueue(1.6, 2, balancedH2(4), 400)),
    days: 60,
  },
  {
    name: "Short jobs and long ones in one queue",
    source: CHAIN,
    scenario: `workloads:
  short: {arrivals: ${poisson(6.4)}, job: {service: ${exponential("30 s")}}}
  long: {arrivals: ${poisson(1.6)}, job: {service: ${exponential("3 min")}}}
classic: {workers: 10, endpointConcurrency: none}`,
    exact: () => {
      const [wait] = phaseQueue(8, 10, oneOfTwo(0.8, 0.5, 3), 160);
      return ["short", "long"].map((name) => ({ metric: `byWorkload.${name}.wait.mean`, value: wait }));
    },
    days: 3,
  },
  recognised("The long ones alone at M/M/6", classic(poisson(1.6), exponential("3 min"), 6)),
  renewals("D/M/1", "75 s", 1, (s) => Math.exp(-1.25 * s)),
  renewals("E2/M/1", "{erlang: {mean: 75 s, stages: 2}}", 1, (s) => (1.6 / (1.6 + s)) ** 2),
  renewals("D/M/12", "6 s", 12, (s) => Math.exp(-0.1 * s), 2),
  {
    name: "M(t)/M/10: 12 hours at 8/h, 12 at 2/h",
    source: "the chain's differential equations over a period",
    scenario: classic(
      `{poisson: {rate: 5/h, profile: [${[...Array(12).fill(8), ...Array(12).fill(2)].join(", ")}]}}`,
      exponential("1 h"),
      10,
    ),
    exact: () => {
      const segments = [8, 2].map((rate) => ({ duration: 12, rate }));
      return waits(periodicQueue(segments, 10, { most: 60 }) / 5);
    },
    days: 280,
    hours: true,
  },
  recognised("The first 25 jobs of M/M/1 from empty", classic(poisson(0.9, ", limit: 25"), MINUTE, 1), {
    drained: true,
    replications: 400,
  }),
];

const RULES: readonly ValidationCase[] = [
  {
    name: "Caps: at most one job of the second tenant at a time",
    source: CHAIN,
    scenario: `workloads:
  a: {arrivals: ${poisson(1)}, job: {service: ${MINUTE}}}
  b: {arrivals: ${poisson(0.2)}, job: {service: ${MINUTE}}}
classic: {workers: 3, endpointConcurrency: none, tenantConcurrency: {b: 1, otherwise: none}}`,
    exact: () =>
      cappedTenants([1, 0.2], 3, [3, 1], 12).map((value, place) => ({
        metric: `byWorkload.${"ab"[place]}.wait.mean`,
        value,
      })),
  },
  {
    name: "Three priorities, running jobs go on",
    source: "Cobham (1954)",
    scenario: priorities(""),
    exact: () =>
      cobhamWaits([1, 1, 1], 4).map((value, place) => ({ metric: `byWorkload.class${place + 1}.wait.mean`, value })),
  },
  {
    name: "Three priorities, the higher takes a slot",
    source: "M/M/c of the classes above, each without those below",
    scenario: priorities(", preempt: resume"),
    exact: () =>
      preemptiveWaits([1, 1, 1], 4).map((value, place) => ({
        metric: `byWorkload.class${place + 1}.latency.mean`,
        value: value + 1,
      })),
  },
  {
    name: "Gangs of 1 and of 2 on 4 VMs, first come, first served",
    source: CHAIN,
    scenario: `workloads:
  one: {arrivals: ${poisson(1)}, job: {service: ${MINUTE}, gang: 1}, route: own}
  two: {arrivals: ${poisson(0.5)}, job: {service: ${MINUTE}, gang: 2}, route: own}
pools: {own: {vms: 4}}`,
    exact: () => waits(gangs([1, 0.5], [1, 2], 4, 150)),
  },
  {
    name: "Batches of 10 at 10 servers",
    source: CHAIN,
    scenario: classic(poisson(0.8, ", batch: 10"), MINUTE, 10),
    exact: () => waits(batches(0.8, 10, 10, 1000)),
    days: 3,
  },
  {
    name: "20 jobs of 5 min every hour at 2 servers",
    source: "the chain's differential equations over a period",
    scenario: classic('{cron: "0 * * * *", jobs: 20}', exponential("5 min"), 2),
    exact: () => waits((periodicQueue([{ duration: 12, rate: 0 }], 2, { batch: 20, most: 150 }) * 12 * 5) / 20),
    days: 60,
  },
  recognised(
    "100 equal jobs at once on 10 VMs",
    pool("{at: [0 s], jobs: 100}", "service: 5 min", "vms: 10, provisioning: 3 min"),
    {
      drained: true,
      replications: 2,
    },
  ),
  recognised(
    "100 exponential jobs at once on 10 VMs",
    pool("{at: [0 s], jobs: 100}", `service: ${MINUTE}`, "vms: 10, provisioning: 3 min"),
    { drained: true, replications: 200 },
  ),
  {
    name: "The same, each VM with a setup of its own",
    source: "first steps of the Markov chain",
    scenario: pool("{at: [0 s], jobs: 100}", `service: ${MINUTE}`, `vms: 10, provisioning: ${exponential("5 min")}`),
    exact: () => [{ metric: "makespan", value: forkJoinWithSetups(100, 10, 5) }],
    drained: true,
    replications: 200,
  },
];

const ON_DEMAND: readonly ValidationCase[] = [
  {
    name: "M/M/1 with a setup of 10 min, off after 5 min idle",
    source: "Welch (1964); Takagi (1991), 2.2",
    scenario: elastic(0.5, "10 min", "max: 1, idleTimeout: 5 min"),
    exact: () => setupFigures(0.5, { mean: 1, secondMoment: 2 }, 10, 5),
  },
  {
    name: "M/D/1 with a setup of 3 min, off after 2 min idle",
    source: "Welch (1964); Takagi (1991), 2.2",
    scenario: pool(
      poisson(0.6),
      "service: 1 min",
      "provisioning: 3 min, scaling: {onDemand: {max: 1, idleTimeout: 2 min}}",
    ),
    exact: () => setupFigures(0.6, { mean: 1, secondMoment: 1 }, 3, 2),
  },
  recognised("M/M/5 with setup, off at once", elastic(4, exponential("5 min"), "max: 5, idleTimeout: 0 s")),
  {
    name: "M/M/5 with setup, surplus kept",
    source: CHAIN,
    scenario: elastic(2.5, exponential("5 min"), "max: 5, idleTimeout: 0 s, cancelSurplus: false"),
    exact: () => elasticFigures(elasticPool({ rate: 2.5, max: 5, setup: 5, keep: true, most: 100 })),
  },
  recognised(
    "M/M/5 with setup, off after a while",
    elastic(4, exponential("5 min"), `max: 5, idleTimeout: ${exponential("5 min")}`),
  ),
  {
    name: "M/M/4 with one setup at a time",
    source: "Gandhi, Harchol-Balter & Adan (2010): M/M/c and one setup",
    scenario: elastic(2, exponential("2 min"), "max: 4, idleTimeout: 0 s, maxProvisioning: 1"),
    exact: () => [
      { metric: "wait.mean", value: mmc(2, 1, 4).meanWait + 2 },
      { metric: "byPool.own.vms.mean", value: 2 },
    ],
  },
  {
    name: "As many VMs as it takes, with setup",
    source: "product form",
    scenario: elastic(2, exponential("2 min"), "max: 100000, idleTimeout: 0 s"),
    exact: () => elasticFigures([unlimitedSetups(2, 2) / 2, 2, unlimitedSetups(2, 2)]),
  },
  recognised(
    "From 2 to 8 VMs, timers on the surplus",
    elastic(3, exponential("3 min"), `min: 2, max: 8, idleTimeout: ${exponential("5 min")}`),
  ),
  recognised(
    "From 4 to 12 VMs, timers on all",
    elastic(6, exponential("5 min"), `min: 4, max: 12, idleTimeout: ${exponential("10 min")}, timers: all`),
    { days: 3 },
  ),
  {
    name: "Batches of 5 on up to 5 VMs with setup",
    source: CHAIN,
    scenario: elastic(0.4, exponential("3 min"), "max: 5, idleTimeout: 0 s", "", ", batch: 5"),
    exact: () => elasticFigures(elasticPool({ rate: 0.4, batch: 5, max: 5, setup: 3, most: 150 })),
  },
];

const LOSSES: readonly ValidationCase[] = [
  {
    name: "8 VMs that are lost every 20 min, work kept",
    source: CHAIN,
    scenario: pool(
      poisson(4),
      `service: ${MINUTE}, checkpointEvery: 0 s`,
      `vms: 8, provisioning: ${exponential("2 min")}, breakdown: {mtbf: ${exponential("20 min")}, while: ready}`,
    ),
    exact: () => elasticFigures(elasticPool({ rate: 4, min: 8, max: 8, setup: 2, lost: 0.05, most: 150 })),
    days: 7,
  },
  {
    name: "From 2 to 8 VMs on demand that are lost every 50 min",
    source: CHAIN,
    scenario: pool(
      poisson(3),
      `service: ${MINUTE}, checkpointEvery: 0 s`,
      `provisioning: ${exponential("3 min")}, scaling: {onDemand: {min: 2, max: 8, idleTimeout: ${exponential("5 min")}}}, ` +
        `breakdown: {mtbf: ${exponential("50 min")}, while: ready}`,
    ),
    exact: () => elasticFigures(elasticPool({ rate: 3, min: 2, max: 8, setup: 3, idle: 5, lost: 0.02, most: 100 })),
    days: 7,
  },
  {
    name: "M/D/1 that breaks down while it works, and begins the job anew",
    source: "M/G/1 of completion times",
    scenario: pool(
      poisson(0.5),
      "service: 1 min",
      `vms: 1, provisioning: 30 s, breakdown: {mtbf: ${exponential("10 min")}, while: running}`,
    ),
    exact: () => {
      const { wait, completion } = restartWait(0.5, 0.1, 0.5);
      return [{ metric: "latency.mean", value: wait + completion }];
    },
  },
];

/** Every kind of system with an exact answer, by subject. */
export const SUBJECTS: readonly (readonly [heading: string, cases: readonly ValidationCase[]])[] = [
  ["Queues", QUEUES],
  ["Rules of the queue, batches and gangs", RULES],
  ["VMs that come and go", ON_DEMAND],
  ["VMs that are lost", LOSSES],
];

function recognised(name: string, scenario: string, more: Partial<ValidationCase> = {}): ValidationCase {
  return { name, scenario, source: "", exact: null, ...more };
}

function waitAndChance([wait, chance]: readonly [number, number]): Exact[] {
  return [
    { metric: "wait.mean", value: wait },
    { metric: "wait.probability", value: chance },
  ];
}

/** Equal servers with exponential services, jobs at independent intervals whose Laplace transform is given. */
function renewals(
  name: string,
  interval: string,
  servers: number,
  transform: (s: number) => number,
  days = 14,
): ValidationCase {
  return {
    name,
    source: "Takács (1962), Introduction to the Theory of Queues, 2.3",
    scenario: classic(`{renewal: {interval: ${interval}}}`, MINUTE, servers),
    exact: () => waitAndChance(renewalWait(transform, servers)),
    days,
  };
}

function priorities(more: string): string {
  const workloads = [1, 2, 3].map(
    (place) =>
      `class${place}: {arrivals: ${poisson(1)}, job: {service: ${MINUTE}, priority: ${4 - place}}, route: own}`,
  );
  return `workloads: {${workloads.join(", ")}}
pools: {own: {vms: 4, queue: priority${more}}}`;
}

function setupFigures(
  rate: number,
  service: { readonly mean: number; readonly secondMoment: number },
  setup: number,
  idle: number,
): Exact[] {
  const means = mg1Setup(rate, service, { mean: setup, secondMoment: setup ** 2 }, idle);
  return elasticFigures([means.meanWait, means.meanOn, means.meanSettingUp]);
}
