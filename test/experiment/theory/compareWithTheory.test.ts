import { describe, expect, it } from "vitest";
import type { TheoryFigure } from "../../../src/experiment/theory/theoryReport.ts";
import { studentTQuantile } from "../../../src/statistics/studentT.ts";
import { compared } from "./theoryFixture.ts";

async function figuresOf(text: string): Promise<readonly TheoryFigure[]> {
  const { alternatives } = await compared(text);
  return Object.values(alternatives).flatMap(({ systems }) => systems.flatMap(({ figures }) => figures));
}

const theoryOf = (figures: readonly TheoryFigure[], metric: string) =>
  figures.find((figure) => figure.metric === metric)!.theory;

const REPLICATIONS = 30;
/** In half-widths of a 95% interval: beyond it one right figure in a million lies. */
const LIMIT = studentTQuantile(1 - 5e-7, REPLICATIONS - 1) / studentTQuantile(0.975, REPLICATIONS - 1);

const file = (time: string, workloads: string, systems: string) => `
name: Theory beside simulation
seed: 31
time: ${time}
replications: ${REPLICATIONS}
quantiles: exact
workloads: ${workloads}
${systems}
`;
const jobs = (arrivals: string, service: string, more = "") =>
  `{jobs: {arrivals: ${arrivals}, job: {service: ${service}}, route: own}${more}}`;
const LONG = "{warmUp: 6 h, horizon: 3 d, drain: true}";

// Some 40 comparisons, each wrong with a chance of 1e-6 for seeds at random. The seed is fixed.
describe("exact figures agree with the simulation", () => {
  it.each<[string, string, number]>([
    [
      "M/M/3",
      file(
        LONG,
        jobs("{poisson: {rate: 2.1/min}}", "{exponential: {mean: 1 min}}"),
        "pools: {own: {vms: 3, provisioning: {exponential: {mean: 20 min}}}}",
      ),
      6,
    ],
    [
      "M/D/2, slots held by dispatch",
      file(LONG, jobs("{poisson: {rate: 1.4/min}}", "55 s"), "pools: {own: {vms: 1, slotsPerVm: 2, dispatch: 5 s}}"),
      4,
    ],
    [
      "M/G/1 of two workloads",
      file(
        LONG,
        jobs(
          "{poisson: {rate: 0.3/min}}",
          "{uniform: {min: 0 s, max: 2 min}}",
          ", more: {arrivals: {poisson: {rate: 0.6/min}}, job: {service: {erlang: {mean: 30 s, stages: 2}}}, route: own}",
        ),
        "pools: {own: {vms: 1, dispatch: {uniform: {min: 2 s, max: 5 s}}}}",
      ),
      9,
    ],
    [
      "M/M/3/8 with other tenants",
      file(
        LONG,
        "{jobs: {arrivals: {poisson: {rate: 1/min}}, job: {service: {exponential: {mean: 1 min}}}}}",
        "classic: {workers: 3, maxQueued: 5, background: {rest: {arrivals: {poisson: {rate: 2/min}}, job: {service: {exponential: {mean: 1 min}}}}}}",
      ),
      9,
    ],
    [
      "the first jobs of M/M/2",
      file(
        "{horizon: 1 d, drain: true}",
        jobs("{poisson: {rate: 2/min, limit: 60}}", "{exponential: {mean: 1 min}}"),
        "pools: {own: {vms: 2}}",
      ),
      3,
    ],
    [
      "a burst of exponential jobs",
      file(
        "{horizon: 1 h, drain: true}",
        jobs("{at: [4 min], jobs: 30}", "{exponential: {mean: 2 min}}"),
        "pools: {own: {vms: 4, provisioning: 10 min}}",
      ),
      3,
    ],
  ])("of %s", async (_name, text, count) => {
    const figures = await figuresOf(text);
    expect(figures).toHaveLength(count);
    const far = figures.filter(({ halfWidthsOff, inside }) =>
      halfWidthsOff === null ? inside !== true : Math.abs(halfWidthsOff) > LIMIT,
    );
    expect(far).toEqual([]);
    for (const { simulated } of figures) expect(simulated.n).toBe(REPLICATIONS);
  });
});

describe("a timetable of equal jobs", () => {
  it("has the figures that follow by hand, to the microsecond", async () => {
    // Slots are ready at 420 s and held for 3 + 60 s: jobs that came at 300 s start after 123, 186 and 249 s, in waves of 4, 4 and 2.
    const text = file(
      "{horizon: 1 h}",
      jobs("{at: [5 min], jobs: 10}", "60 s"),
      "pools: {own: {vms: 2, slotsPerVm: 2, provisioning: 400 s, startTask: 20 s, dispatch: 3 s}}",
    );
    const figures = await figuresOf(text);
    expect(Object.fromEntries(figures.map(({ metric, theory }) => [metric, theory]))).toEqual({
      "wait.mean": (4 * 123 + 4 * 186 + 2 * 249) / 10,
      "wait.probability": 1,
      "wait.p95": 249,
      "wait.max": 249,
      "latency.mean": (4 * 123 + 4 * 186 + 2 * 249) / 10 + 60,
      "latency.max": 309,
      makespan: 309,
    });
    expect(figures.map(({ inside, halfWidthsOff }) => [inside, halfWidthsOff])).toEqual(
      figures.map(() => [true, null]),
    );
  });

  it.each([
    [
      "rounds that run into each other, cut at the end",
      '{cron: "* * * * *", jobs: 5}',
      "30 s",
      "{warmUp: 3 min, horizon: 17 min}",
    ],
    [
      "rounds after a warm-up, drained",
      '{cron: "*/7 * * * *", jobs: 11}',
      "47 s",
      "{warmUp: 10 min, horizon: 50 min, drain: true}",
    ],
    ["constant intervals", "{renewal: {interval: 20 s}}", "39 s", "{horizon: 30 min}"],
    ["a source that stops", "{renewal: {interval: 20 s, batch: 3, limit: 50}}", "61 s", "{horizon: 2 h}"],
  ])("is followed exactly through %s", async (_what, arrivals, service, time) => {
    const figures = await figuresOf(file(time, jobs(arrivals, service), "pools: {own: {vms: 2, dispatch: 2 s}}"));
    expect(figures.length).toBeGreaterThanOrEqual(6);
    expect(figures.filter(({ inside, halfWidthsOff }) => inside !== true || halfWidthsOff !== null)).toEqual([]);
  });
});

describe("the steady state", () => {
  it("has Erlang's wait for M/M/4, the queue by Little's law, and a wait alike for each workload", async () => {
    const text = file(
      "{warmUp: 1 h, horizon: 2 h}",
      jobs(
        "{poisson: {rate: 3/min}}",
        "{exponential: {mean: 1 min}}",
        ", few: {arrivals: {poisson: {rate: 0.6/min}}, job: {service: {exponential: {mean: 1 min}}}, route: own}",
      ),
      "pools: {own: {vms: 4}}",
    );
    const figures = await figuresOf(text);
    const terms = [1, 3.6, 3.6 ** 2 / 2, 3.6 ** 3 / 6, (3.6 ** 4 / 24) * (4 / 0.4)];
    const erlangC = terms[4]! / terms.reduce((sum, term) => sum + term, 0);
    expect(theoryOf(figures, "wait.probability")).toBeCloseTo(erlangC, 12);
    const wait = (60 * erlangC) / 0.4;
    for (const metric of ["wait.mean", "byWorkload.jobs.wait.mean", "byWorkload.few.wait.mean"]) {
      expect(theoryOf(figures, metric)).toBeCloseTo(wait, 9);
    }
    expect(theoryOf(figures, "latency.mean")).toBeCloseTo(wait + 60, 9);
    expect(theoryOf(figures, "queue.mean")).toBeCloseTo((3.6 / 60) * wait, 9);
    // P(W > t) = C exp(-0.4 t / min).
    expect(theoryOf(figures, "wait.p95")).toBeCloseTo((60 / 0.4) * Math.log(erlangC / 0.05), 9);
    expect(theoryOf(figures, "byPool.own.utilisation")).toBeCloseTo(0.9, 12);
  });

  it("of a run too short for it comes with every reason to doubt, and a way out of each", async () => {
    const text = file(
      "{horizon: 20 min}",
      jobs("{poisson: {rate: 3.6/min}}", "{exponential: {mean: 1 min}}"),
      "pools: {own: {vms: 4, provisioning: 5 min}}",
    );
    const { alternatives } = await compared(text);
    const [system] = Object.values(alternatives)[0]!.systems;
    expect(system!.cautions.map((text) => text.split(/[,:] /u)[0])).toEqual([
      "each run starts empty",
      "jobs that still wait at the end are in no wait",
      // 20 times 1 min / (sqrt(4) - sqrt(3.6))^2.
      "each run is shorter than 31.64 h",
      "the VMs are ready after up to 5 min",
    ]);
    expect(system!.cautions.every((text) => text.includes(" Try "))).toBe(true);
  });

  it("of a long run after a warm-up comes without any", async () => {
    const text = file(LONG, jobs("{poisson: {rate: 2/min}}", "{exponential: {mean: 1 min}}"), "pools: {own: {vms: 4}}");
    const { alternatives } = await compared(text);
    expect(Object.values(alternatives)[0]!.systems[0]!.cautions).toEqual([]);
  });
});

describe("the report", () => {
  const ONE = file(LONG, jobs("{poisson: {rate: 2/min}}", "{exponential: {mean: 1 min}}"), "pools: {own: {vms: 4}}");

  it("simulates ten replications where the file has one, and says so", async () => {
    const { scenario } = await compared(
      ONE.replace(`replications: ${REPLICATIONS}`, "replications: 1").replace("3 d", "1 h"),
    );
    expect([scenario.replications, scenario.replicationsAsked]).toEqual([10, 1]);
  });

  it("does not simulate an alternative that nothing is known of", async () => {
    const text = `${ONE.replace("3 d", "1 h")}\nalternatives: {known: {}, unknown: {workloads: {jobs: {job: {timeout: 1 h}}}}}`;
    const { alternatives } = await compared(text);
    expect(
      Object.entries(alternatives).map(([name, { systems }]) => [name, systems[0]!.kind, systems[0]!.figures.length]),
    ).toEqual([
      ["known", "exact", 6],
      ["unknown", "none", 0],
    ]);
    expect(alternatives.unknown!.systems[0]!.departures).toHaveLength(1);
  });
});
