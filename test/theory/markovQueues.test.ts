import { it } from "vitest";
import { withOracles } from "../shared/oracleFolder.ts";
import { byTurns, expectExactQueue } from "./oneQueue.ts";
import type { QueueCase } from "./queueCase.ts";
import { runLength } from "./runLength.ts";

// Some 80 comparisons, each wrong with a chance of 1e-5 for seeds at random: 0.08% for the whole file. The seeds are fixed.
withOracles<readonly QueueCase[]>("queueing.json", (all) => {
  const cases = byTurns(all.filter(({ model }) => ["M/M/1", "M/M/c"].includes(model)));

  it.each(cases)("$id has its exact waits, queue and utilisation through the $through", async (queue) => {
    const { lam: rate, ES: meanService, c: servers } = queue.params as { lam: number; ES: number; c: number };
    await expectExactQueue(queue, {
      ...runLength({ rate, meanService, servers, variability: 1 }),
      servers,
      arrivals: `{poisson: {rate: ${rate}/min}}`,
      service: `{exponential: {mean: ${meanService} min}}`,
      unit: "min",
      through: queue.through,
    });
  });
});
