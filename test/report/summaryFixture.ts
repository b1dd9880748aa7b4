import type { AlternativeSummary, Comparison, Estimate, RunResult, Summary } from "../../src/experiment/results.ts";

type World = RunResult["worlds"][number]["world"];

/** A metric of 20 replications, or of one where there is no half-width. */
export function estimate(mean: number | null, unit: Estimate["unit"], halfWidth: number | null = null): Estimate {
  const interval = mean !== null && halfWidth !== null;
  return {
    mean,
    halfWidth,
    low: interval ? mean - halfWidth : null,
    high: interval ? mean + halfWidth : null,
    n: mean === null ? 0 : halfWidth === null ? 1 : 20,
    unit,
  };
}

export function comparison(difference: number, ratio: number | null, rest: Partial<Comparison> = {}): Comparison {
  return {
    difference,
    low: null,
    high: null,
    ratio,
    pBetter: null,
    verdict: "replay",
    moreReplications: null,
    ...rest,
  };
}

export function alternative(
  metrics: Readonly<Record<string, Estimate>>,
  rest: Partial<AlternativeSummary> = {},
): AlternativeSummary {
  return { metrics, objectives: [], warnings: [], ...rest };
}

const SCENARIO: Summary["scenario"] = {
  name: "Hourly scoring",
  hash: "0123456789abcdef",
  seed: 2026,
  horizonSeconds: 604_800,
  warmUpSeconds: 0,
  replications: 20,
  currency: "USD",
  resolved: {},
};

export function summaryOf(
  alternatives: Readonly<Record<string, AlternativeSummary>>,
  rest: Partial<Omit<Summary, "scenario">> & { readonly scenario?: Partial<Summary["scenario"]> } = {},
): Summary {
  return {
    schemaVersion: 1,
    tool: { name: "poolsim", version: "0.0.0" },
    command: "run",
    baseline: Object.keys(alternatives)[0] ?? "",
    alternatives,
    comparisons: {},
    recommendation: null,
    ...rest,
    scenario: { ...SCENARIO, ...rest.scenario },
  };
}

/** Three alternatives over 20 replications, with all that a comparison may show. */
export function weekOfScoring(): Summary {
  const objective = (value: number, outcome: "met" | "missed") =>
    ({
      objective: "latency.p95 <= 45 min",
      metric: "latency.p95",
      value,
      unit: "s",
      bound: 2700,
      low: value,
      high: value,
      outcome,
      moreReplications: null,
    }) as const;
  return summaryOf(
    {
      classic: alternative(
        {
          "jobs.unfinished": estimate(312, "jobs", 20),
          "wait.mean": estimate(3720, "s", 180),
          "wait.p95": estimate(9600, "s", 540),
          "latency.p95": estimate(9660, "s", 540),
          "throughput.jobsPerHour": estimate(988, "jobs/h", 3),
          "computeHours.billed": estimate(2100, "h", 2),
          "computeHours.busy": estimate(2100, "h", 2),
          "computeHours.idle": estimate(0, "h", 0),
          "computeHours.overhead": estimate(0, "h", 0),
          utilisation: estimate(1, "share", 0),
          "cost.total": estimate(4207, "USD", 4),
          "deadlines.missed": estimate(0.288, "share", 0.01),
          "parts.queued.mean": estimate(3717, "s", 180),
          "parts.dispatch.mean": estimate(3, "s", 0),
          "parts.service.mean": estimate(45, "s", 0.1),
        },
        {
          objectives: [objective(9660, "missed")],
          warnings: ["load is 1.04 of capacity; its waits grow with the horizon (7 d) and have no steady state"],
        },
      ),
      "always-on": alternative(
        {
          "jobs.unfinished": estimate(0, "jobs", 0),
          "wait.mean": estimate(1116, "s", 6),
          "wait.p95": estimate(2100, "s", 12),
          "latency.p95": estimate(2184, "s", 12),
          "throughput.jobsPerHour": estimate(1000, "jobs/h", 0),
          "computeHours.billed": estimate(3360, "h", 0),
          "computeHours.busy": estimate(2100, "h", 2),
          "computeHours.idle": estimate(1200, "h", 2),
          "computeHours.overhead": estimate(60, "h", 0),
          "computeHours.leaving": estimate(60, "h", 0),
          utilisation: estimate(0.625, "share", 0.001),
          "vms.provisioning": estimate(1.85, "VMs", 0.1),
          "cost.total": estimate(6693, "USD", 0),
          "deadlines.missed": estimate(0, "share", 0),
          "parts.queued.mean": estimate(906, "s", 6),
          "parts.provisioning.mean": estimate(210, "s", 1),
          "parts.service.mean": estimate(45, "s", 0.1),
          "parts.transfer.mean": estimate(0, "s", 0),
        },
        { objectives: [objective(2184, "met")] },
      ),
    },
    {
      comparisons: {
        "always-on": {
          "latency.p95": comparison(-7476, 0.226, { low: -8000, high: -6960, pBetter: 1, verdict: "better" }),
          "wait.mean": comparison(-2604, 0.3, { low: -2800, high: -2400, pBetter: 1, verdict: "better" }),
          "cost.total": comparison(2486, 1.591, { low: 2480, high: 2492, pBetter: 0, verdict: "worse" }),
        },
      },
      recommendation: { alternative: "always-on", reason: "the only one that meets the objective" },
    },
  );
}

const EMPTY_WORLD: World = {
  metrics: {},
  stop: "horizon",
  clock: 0,
  events: 0,
  vms: [],
  bill: [],
  cancelledVms: [],
  divisions: [],
  operations: [],
  evaluations: [],
  evaluationCounts: [],
  timeline: [],
  latencyCurve: [],
  sketches: null,
  jobs: null,
  warnings: [],
};

/** A run of one replication of one alternative with this world. */
export function runOf(world: Partial<World>, name = "base"): RunResult {
  return {
    summary: summaryOf({ [name]: alternative({}) }, { scenario: { replications: 1 } }),
    worlds: [{ alternative: name, replication: 1, world: { ...EMPTY_WORLD, ...world } }],
    events: 0,
    seconds: 0,
  };
}
