import { describe, expect, it } from "vitest";
import { exponential } from "../../src/engine/distributions/exponential.ts";
import { openStream } from "../../src/engine/random.ts";
import { createSampler } from "../../src/engine/sampler.ts";
import { SECOND } from "../../src/engine/time.ts";
import { expectExact } from "./exactFigures.ts";
import { type Simulated, simulate } from "./simulate.ts";

const REPLICATIONS = 32;
/** From an empty store: the relaxation time at load 0.8 is 90 s, see `runLength`. */
const WARM_UP = 900;

/** Jobs that only read from a store that moves a mean-sized input in 1 s, and have a slot at once. */
function readers(workloads: string, load: number, seed: number): string {
  const horizon = Math.ceil(5_000 / load);
  return `
seed: ${seed}
time: {warmUp: ${WARM_UP} s, horizon: ${horizon} s, drain: true}
replications: ${REPLICATIONS}
workloads: ${workloads}
classic: {endpointConcurrency: none}
storage: {files: {bandwidth: 60 MB/s}}
`;
}

function reader(rate: number, input: string): string {
  return `{arrivals: {poisson: {rate: ${rate}/s}}, store: files, job: {service: 0 s, input: ${input}}}`;
}

/** In seconds, a replication each. */
function sojourns({ values }: Simulated, workload: string): readonly number[] {
  return values(`byWorkload.${workload}.latency.mean`);
}

// Kleinrock, Queueing Systems, volume 2 (1976), section 4.4: under processor sharing the mean sojourn of a job that takes x alone is
// x / (1 - load), whatever the other sizes are distributed like. Each comparison is wrong with a chance of 1e-5.
describe("A store shared by Poisson readers is a queue with processor sharing", () => {
  it.each([
    ["M/M/1-PS", 0.5, "{exponential: {mean: 60 MB}}", 11],
    ["M/M/1-PS", 0.8, "{exponential: {mean: 60 MB}}", 12],
    ["M/D/1-PS", 0.5, "60 MB", 13],
    ["M/D/1-PS", 0.8, "60 MB", 14],
  ])("%s at load %d: the mean sojourn is 1 / (mu - lambda)", async (figure, load, input, seed) => {
    const simulated = await simulate(readers(`{all: ${reader(load, input)}}`, load, seed));
    expectExact([{ figure, exact: 1 / (1 - load), values: sojourns(simulated, "all") }]);
    // All of it is the transfer.
    simulated.values("latency.mean").forEach((latency, i) => {
      expect(simulated.values("parts.transfer.mean")[i]).toBeCloseTo(latency, 9);
    });
  });

  it("a reader of x waits x / (1 - load), among readers of other sizes", async () => {
    // Loads 0.1 of 15 MB, 0.3 of 60 MB, 0.3 of exponential 120 MB.
    const workloads = `
  short: ${reader(0.4, "15 MB")}
  middle: ${reader(0.3, "60 MB")}
  long: ${reader(0.15, "{exponential: {mean: 120 MB}}")}`;
    const simulated = await simulate(readers(workloads, 0.7, 15));
    const exact = { short: 0.25, middle: 1, long: 2 };
    expectExact(
      Object.entries(exact).map(([workload, alone]) => ({
        figure: workload,
        exact: alone / (1 - 0.7),
        values: sojourns(simulated, workload),
      })),
    );
  });

  it("job by job: those of exponential sizes near x waited x / (1 - load), as jobs.csv tells them", async () => {
    const load = 0.7;
    const seed = 16;
    const text = readers(`{all: ${reader(load, "{exponential: {mean: 60 MB}}")}}`, load, seed);
    const simulated = await simulate(text, { jobs: true });
    const bins = [0, 0.25, 1, 2, Number.POSITIVE_INFINITY];
    const excess = bins.slice(1).map((): number[] => []);
    for (const { world, replication } of simulated.result.worlds) {
      // The sizes are drawn here once more, from the stream of their purpose.
      const size = createSampler(
        exponential({ mean: 1 }),
        openStream({ seed, replication, owner: "workload:all", purpose: "input" }),
      );
      const sums = excess.map(() => ({ count: 0, excess: 0 }));
      for (const { submitted, transfer } of world.jobs!) {
        const alone = size();
        const bin = bins.findLastIndex((from) => alone >= from);
        if (submitted < WARM_UP * SECOND) continue;
        sums[bin]!.count++;
        sums[bin]!.excess += transfer! / SECOND - alone / (1 - load);
      }
      sums.forEach((sum, bin) => {
        excess[bin]!.push(sum.excess / sum.count);
      });
    }
    expectExact(excess.map((values, bin) => ({ figure: `from ${bins[bin]} s alone`, exact: 0, values })));
  });

  it("with a limit of a quarter for each client is left as often as M/M/4, and has its mean sojourn", async () => {
    // So many of n in the store are served at their full speed, min(n, 4), as in the queue; Little's law does the rest.
    const text = readers(`{all: ${reader(0.8, "{exponential: {mean: 60 MB}}")}}`, 0.8, 17);
    const simulated = await simulate(text.replace("60 MB/s}", "60 MB/s, perClient: 15 MB/s}"));
    expectExact([{ figure: "M/M/4", exact: sojournOfMMc(4, 0.8, 4), values: sojourns(simulated, "all") }]);
  });
});

/** Mean sojourn of M/M/c, from the balance of its states. */
function sojournOfMMc(servers: number, rate: number, service: number): number {
  let weight = 1;
  let sum = 1;
  let number = 0;
  for (let n = 1; n < 2000; n++) {
    weight *= (rate * service) / Math.min(n, servers);
    sum += weight;
    number += n * weight;
  }
  return number / sum / rate;
}
