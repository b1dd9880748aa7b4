import { expect, it } from "vitest";
import { simulate } from "./simulate.ts";

const SYSTEMS = {
  classic: "classic: {workers: 3, endpointConcurrency: 2, dispatch: {uniform: {min: 2 s, max: 5 s}}}",
  own: "pools: {own: {vms: 2, slotsPerVm: 2, provisioning: {exponential: {mean: 10 min}}, dispatch: {uniform: {min: 2 s, max: 5 s}}}}",
};

// L = lambda W holds path by path where the system begins and ends empty (Stidham, Operations Research 22, 1974): an equality, apart from the
// rounding of its sums.
it.each(["classic", "own"] as const)(
  "Little's law holds for the jobs without a slot and for all jobs, through %s",
  async (route) => {
    const { result } = await simulate(
      `
name: Little's law
seed: 7
time: {horizon: 12 h, drain: true}
replications: 5
workloads:
  jobs:
    arrivals: {poisson: {rate: 1.2/min, batch: {geometric: {mean: 2}}}}
    job: {service: {lognormal: {mean: 1 min, cv: 1.5}}}
    route: ${route}
${SYSTEMS[route]}
`,
      { jobs: true },
    );
    for (const { world } of result.worlds) {
      const value = (metric: string): number => world.metrics[metric]!.value!;
      expect(world.stop).toBe("drained");
      const seconds = world.clock / 1e6;
      const jobs = value("jobs.finished");
      expect(jobs).toBe(value("jobs.submitted"));
      expect(jobs).toBeGreaterThan(1000);
      const beforeSlot =
        jobs * (value("parts.held.mean") + value("parts.queued.mean") + value("parts.provisioning.mean"));
      expect(value("queue.mean") * seconds).toBeCloseTo(beforeSlot, 5);
      // The number of jobs over time, summed up from their records.
      const steps = [...world.jobs!].flatMap((job) => [[job.submitted, 1] as const, [job.ended!, -1] as const]);
      steps.sort(([a], [b]) => a - b);
      let inSystem = 0;
      let area = 0;
      let since = 0;
      for (const [time, step] of steps) {
        area += inSystem * (time - since);
        inSystem += step;
        since = time;
      }
      expect(inSystem).toBe(0);
      expect(area / 1e6).toBeCloseTo(jobs * value("latency.mean"), 5);
    }
  },
);
