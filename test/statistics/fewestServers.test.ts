import { describe, expect, it } from "vitest";
import { fewestServers } from "../../src/statistics/fewestServers.ts";
import { mmc } from "../../src/statistics/queueing.ts";
import { withOracles } from "../shared/oracleFolder.ts";
import { expectClose } from "./expectClose.ts";

interface Fixed {
  readonly problem: string;
  readonly lam: number;
  readonly ES: number;
  readonly slo: string;
  readonly best_c: number;
  readonly P_at_best: number;
  readonly P_at_c_minus_1: number;
}

interface Pooling {
  readonly problem: string;
  readonly lam: readonly number[];
  readonly slo: string;
  readonly shared_c: number;
  readonly dedicated: readonly number[];
}

describe("the fewest servers", () => {
  withOracles<readonly (Fixed | Pooling)[]>("plan.json", (cases) => {
    const fixed = cases.filter((each): each is Fixed => each.problem === "fixed");
    const pooling = cases.filter((each): each is Pooling => each.problem === "shared_vs_dedicated");

    it("has cases of both kinds", () => {
      expect([fixed.length > 0, pooling.length > 0]).toEqual([true, true]);
    });

    it.each(fixed)("for $slo at $lam jobs of $ES are $best_c", ({ lam, ES, slo, ...expected }) => {
      const [, time, share] = /^P\(W>([\d.]+)\)<=([\d.]+)$/.exec(slo)!;
      const late = (servers: number) => mmc(lam, ES, servers).waitExceeds(Number(time));
      const best = fewestServers(lam * ES, (servers) => late(servers) <= Number(share));
      expect(best).toBe(expected.best_c);
      expectClose(late(best!), expected.P_at_best);
      expectClose(late(best! - 1), expected.P_at_c_minus_1);
    });

    it.each(pooling)("for $slo at $lam are $shared_c together and $dedicated apart", ({ lam, slo, ...expected }) => {
      const bound = Number(/^W_p95<=([\d.]+)$/.exec(slo)![1]);
      const forRate = (rate: number) =>
        fewestServers(rate, (servers) => mmc(rate, 1, servers).waitQuantile(0.95) <= bound);
      expect(forRate(lam.reduce((sum, rate) => sum + rate, 0))).toBe(expected.shared_c);
      expect(lam.map(forRate)).toEqual(expected.dedicated);
    });
  });

  it.each([0, 1, 2, 3, 7, 8, 9, 100, 12_345])(
    "are %d more than the load's whole part where so many are asked for",
    (more) => {
      const asked: number[] = [];
      const least = 40 + 1 + more;
      const isEnough = (servers: number) => {
        asked.push(servers);
        return servers >= least;
      };
      expect(fewestServers(40.5, isEnough)).toBe(least);
      expect(Math.min(...asked)).toBeGreaterThan(40.5);
      expect(asked.length).toBeLessThanOrEqual(2 * Math.log2(more + 2) + 3);
    },
  );

  it("are one more than a whole load, which has no steady state on so many", () => {
    expect(fewestServers(5, () => true)).toBe(6);
  });

  it("are none within a limit that is too low", () => {
    const tried: number[] = [];
    expect(fewestServers(3, (servers) => tried.push(servers) < 0, 50)).toBeNull();
    expect(Math.max(...tried)).toBe(50);
    expect(fewestServers(3, (servers) => servers >= 50, 50)).toBe(50);
  });

  it("refuses a load below 0", () => {
    expect(() => fewestServers(-1, () => true)).toThrow(RangeError);
  });
});
