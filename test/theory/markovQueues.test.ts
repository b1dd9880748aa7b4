import { describe, it } from "vitest";
import { withOracles } from "../shared/oracleFolder.ts";
import { expectExact } from "./exactFigures.ts";
import { compareOneQueue } from "./oneQueue.ts";
import { casesOf, type QueueCase } from "./queueCase.ts";
import { runLength } from "./runLength.ts";

withOracles<readonly QueueCase[]>("queueing.json", (all) => {
  const cases = casesOf(all, "mm1_rho", "mmc_c").filter(({ model }) => model === "M/M/1" || model === "M/M/c");

  describe("Poisson arrivals and exponential service", () => {
    it.each(cases.map((queue, place) => ({ ...queue, through: place % 2 === 0 ? "classic" : "pool" }) as const))(
      "are exact for $id through the $through",
      async (queue) => {
        const { lam, ES, c } = queue.params;
        const length = runLength({ rate: lam!, meanService: ES!, servers: c!, variability: 1, relaxations: 100, jobs: 40_000 });
        expectExact(
          await compareOneQueue(queue, {
            ...length,
            servers: c!,
            arrivals: `{poisson: {rate: ${lam}/min}}`,
            service: `{exponential: {mean: ${ES} min}}`,
            unit: "min",
            through: queue.through,
          }),
        );
      },
    );
  });
});
