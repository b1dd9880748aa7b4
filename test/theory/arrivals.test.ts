import { describe, it } from "vitest";
import { withOracles } from "../shared/oracleFolder.ts";
import { byTurns, expectExactQueue } from "./oneQueue.ts";
import { casesOf, type QueueCase } from "./queueCase.ts";
import { runLength } from "./runLength.ts";

interface Batches {
  readonly batch_rate: number;
  readonly batch: string;
  readonly c: number;
}

interface FanOut {
  readonly T: number;
  readonly N: number;
  readonly ES: number;
  readonly c: number;
}

interface Segments {
  readonly segments: readonly (readonly [hours: number, rate: number])[];
  readonly c: number;
}

// Some 50 comparisons, each wrong with a chance of 1e-5 for seeds at random: 0.05% for the whole file. The seeds are fixed.
withOracles<readonly QueueCase<unknown>[]>("queueing.json", (all) => {
  describe("independent intervals between arrivals", () => {
    const intervals = [
      ["dm1_", (rate: number) => `${1 / rate} min`, 0],
      ["e2m1_", (rate: number) => `{erlang: {mean: ${1 / rate} min, stages: 2}}`, 0.5],
      ["dmc_", (rate: number) => `${1 / rate} min`, 0],
    ] as const;
    const cases = intervals.flatMap(([beginning, interval, squaredCv]) =>
      casesOf<{ lam?: number; T?: number; c: number }>(all, beginning).map((queue) => ({
        ...queue,
        interval,
        squaredCv,
      })),
    );
    it.each(byTurns(cases))("$id has its exact waits and utilisation through the $through", async (queue) => {
      const { lam, T, c: servers } = queue.params;
      const rate = lam ?? 1 / T!;
      await expectExactQueue(queue, {
        ...runLength({ rate, meanService: 1, servers, variability: (1 + queue.squaredCv) / 2 }),
        servers,
        arrivals: `{renewal: {interval: ${queue.interval(rate)}}}`,
        service: "{exponential: {mean: 1 min}}",
        unit: "min",
        through: queue.through,
      });
    });
  });

  describe("batches at random", () => {
    it.each(byTurns(casesOf<Batches>(all, "batch_fixed")))(
      "$id has its exact waits through the $through",
      async (queue) => {
        const { batch_rate, batch, c: servers } = queue.params;
        const size = Number(/^fixed(\d+)$/.exec(batch)![1]);
        await expectExactQueue(queue, {
          // The number of jobs that arrive varies `size` times as much as of single ones.
          ...runLength({ rate: batch_rate * size, meanService: 1, servers, variability: (size + 1) / 2 }),
          servers,
          arrivals: `{poisson: {rate: ${batch_rate}/min, batch: ${size}}}`,
          service: "{exponential: {mean: 1 min}}",
          unit: "min",
          through: queue.through,
        });
      },
    );
  });

  describe("an hourly fan-out", () => {
    it.each(byTurns(casesOf<FanOut>(all, "hourly_fanout")))(
      "$id has its exact waits through the $through",
      async (queue) => {
        const { T, N, ES, c: servers } = queue.params;
        await expectExactQueue(queue, {
          // Whole rounds. What a round leaves is mostly done in the first half of the next.
          warmUp: 24 * T,
          horizon: 400 * T,
          relaxation: T / 2,
          servers,
          arrivals: `{cron: "0 * * * *", jobs: ${N}}`,
          service: `{exponential: {mean: ${ES} min}}`,
          unit: "min",
          through: queue.through,
        });
      },
    );
  });

  describe("a rate that changes with the hour of the day", () => {
    it.each(byTurns(casesOf<Segments>(all, "mt_mc_")))(
      "$id has its exact waits through the $through",
      async (queue) => {
        const { segments, c: servers } = queue.params;
        const weights = segments.flatMap(([hours, rate]) => new Array<number>(hours).fill(rate));
        const rate = weights.reduce((sum, weight) => sum + weight, 0) / 24;
        await expectExactQueue(queue, {
          // Whole days: each night empties the queue, so that one would do for a warm-up.
          warmUp: 3 * 24,
          horizon: 400 * 24,
          relaxation: 24,
          servers,
          arrivals: `{poisson: {rate: ${rate}/h, profile: [${weights.join(", ")}]}}`,
          service: "{exponential: {mean: 1 h}}",
          unit: "h",
          through: queue.through,
        });
      },
    );
  });
});
