import { describe, expect, it } from "vitest";
import { mmck } from "../../src/statistics/finiteQueue.ts";
import { allenCunneen, erlangC, mg1, mmc } from "../../src/statistics/queueing.ts";
import { withOracles } from "../shared/oracleFolder.ts";
import { expectClose } from "./expectClose.ts";

interface QueueCase {
  readonly id: string;
  readonly model: string;
  readonly params: Readonly<Record<string, number>>;
  readonly expected: Readonly<Record<string, number>>;
}

withOracles<readonly QueueCase[]>("queueing.json", (cases) => {
  const ofModel = (...models: readonly string[]) => cases.filter(({ model }) => models.includes(model));

  it("has cases of the families that are checked here", () => {
    expect(ofModel("M/M/1").length).toBeGreaterThan(0);
    expect(ofModel("M/M/c").length).toBeGreaterThan(0);
    expect(ofModel("M/M/c/K").length).toBeGreaterThan(0);
    expect(ofModel("M/G/1").length).toBeGreaterThan(0);
  });

  describe("M/M/c", () => {
    it.each(ofModel("M/M/1", "M/M/c"))("is exact for $id", ({ params, expected }) => {
      const queue = mmc(params.lam!, params.ES!, params.c!);
      expectClose(queue.waitProbability, expected.P_wait);
      expectClose(erlangC(params.c!, params.lam! * params.ES!), expected.P_wait);
      expectClose(queue.meanWait, expected.E_W);
      expectClose(queue.meanQueue, expected.E_Q);
      expectClose(queue.utilisation, expected.util);
      expectClose(queue.waitQuantile(0.5), expected.W_p50);
      expectClose(queue.waitQuantile(0.9), expected.W_p90);
      expectClose(queue.waitQuantile(0.95), expected.W_p95);
      expectClose(queue.waitQuantile(0.99), expected.W_p99);
    });
  });

  describe("M/G/1", () => {
    it.each(ofModel("M/G/1"))("has the Pollaczek-Khinchine mean for $id", ({ params, expected }) => {
      const queue = mg1(params.lam!, params.ES!, params.ES2!);
      expectClose(queue.meanWait, expected.E_W);
      expectClose(queue.meanQueue, expected.E_Q);
      expectClose(queue.waitProbability, expected.P_wait);
      expectClose(queue.utilisation, expected.util);
    });
  });

  describe("M/M/c/K", () => {
    it.each(ofModel("M/M/c/K"))("is exact for $id", ({ params, expected }) => {
      const queue = mmck(params.lam!, params.ES!, params.c!, params.K!);
      expectClose(queue.blockProbability, expected.P_block);
      expectClose(queue.waitProbability, expected.P_wait_accepted);
      expectClose(queue.meanWait, expected.E_W);
      expectClose(queue.meanQueue, expected.E_Q);
      expectClose(queue.meanInSystem, expected.E_N);
      expectClose(queue.throughput, expected.throughput);
      expectClose(queue.utilisation, expected.util);
      expectClose(queue.waitQuantile(0.95), expected.W_p95);
    });
  });

  describe("Allen and Cunneen's approximation", () => {
    it.each(ofModel("M/M/c"))("is exact for $id", ({ params, expected }) => {
      expectClose(allenCunneen(params.lam!, params.ES!, params.c!, { arrivals: 1, service: 1 }), expected.E_W);
    });

    it.each(ofModel("M/G/1"))("is exact for $id", ({ params, expected }) => {
      const service = params.ES2! / params.ES! ** 2 - 1;
      expectClose(allenCunneen(params.lam!, params.ES!, 1, { arrivals: 1, service }), expected.E_W);
    });
  });
});

describe("M/M/c", () => {
  it("scales with the unit of time", () => {
    const inSeconds = mmc(0.9 / 60, 60, 1);
    expectClose(inSeconds.meanWait, 60 * 9);
    expectClose(inSeconds.meanQueue, 8.1);
  });

  it("has no waiting without arrivals", () => {
    const { waitProbability, meanWait, meanQueue, utilisation } = mmc(0, 1, 3);
    expect([waitProbability, meanWait, meanQueue, utilisation]).toStrictEqual([0, 0, 0, 0]);
  });

  it.each([3, 4])("has no steady state at a load of %d on three servers", (load) => {
    const queue = mmc(load, 1, 3);
    expect([queue.waitProbability, queue.meanWait, queue.meanQueue, queue.waitQuantile(0.5)]).toStrictEqual([
      1,
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it("does not overflow with ten thousand servers", () => {
    // Halfin and Whitt (1981): with c = load + b sqrt(load), C tends to 1 / (1 + b Phi(b) / phi(b)); b = 1 gives 0.2234,
    // and the correction is of the order of 1 / sqrt(load).
    expect(Math.abs(erlangC(10_000, 9_900.4987) - 0.2234)).toBeLessThan(0.01);
  });
});

describe("M/G/1", () => {
  it("is M/M/1 for exponential service", () => {
    expectClose(mg1(0.8, 1, 2).meanWait, mmc(0.8, 1, 1).meanWait);
  });

  it("waits without end at full load or with endless variance", () => {
    expect(mg1(1, 1, 1).meanWait).toBe(Number.POSITIVE_INFINITY);
    expect(mg1(0.5, 1, Number.POSITIVE_INFINITY).meanWait).toBe(Number.POSITIVE_INFINITY);
  });

  it("refuses a second moment below the mean's square", () => {
    expect(() => mg1(0.5, 2, 3)).toThrow(RangeError);
  });
});

describe("M/M/c/K", () => {
  it("tends to M/M/c as the room grows", () => {
    const finite = mmck(3.6, 1, 4, 2_000);
    const endless = mmc(3.6, 1, 4);
    expectClose(finite.meanWait, endless.meanWait);
    expectClose(finite.waitQuantile(0.99), endless.waitQuantile(0.99));
    expect(finite.blockProbability).toBeLessThan(1e-80);
  });

  it("is Erlang's loss system without waiting room", () => {
    // B(3 servers, 2 erlangs) = (8/6) / (1 + 2 + 2 + 8/6) = 4/19.
    expectClose(mmck(2, 1, 3, 3).blockProbability, 4 / 19);
  });

  it("is even over its states at a load of one a server", () => {
    // One server, room for 4, load 1: five states of 1/5.
    const queue = mmck(1, 1, 1, 4);
    expectClose(queue.blockProbability, 1 / 5);
    expectClose(queue.meanInSystem, 2);
    expectClose(queue.throughput, 4 / 5);
  });

  it("turns away nearly all above its load far beyond it", () => {
    expectClose(mmck(1_000, 1, 10, 5_000).blockProbability, 0.99);
  });

  it("is empty without arrivals", () => {
    const queue = mmck(0, 1, 2, 5);
    expect([queue.blockProbability, queue.meanWait, queue.meanInSystem, queue.waitQuantile(0.9)]).toStrictEqual([
      0, 0, 0, 0,
    ]);
  });

  it.each([2, 3.5])("refuses room for %d with three servers", (capacity) => {
    expect(() => mmck(1, 1, 3, capacity)).toThrow(RangeError);
  });
});

describe("Allen and Cunneen's approximation", () => {
  it("waits without end at full load, however regular everything is", () => {
    expect(allenCunneen(2, 1, 2, { arrivals: 0, service: 0 })).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("every formula", () => {
  it.each([
    [-1, 1, 1],
    [1, 0, 1],
    [1, 1, 0],
    [1, 1, 1.5],
    [Number.NaN, 1, 1],
    [1, Number.POSITIVE_INFINITY, 1],
  ])("refuses rate %d, service %d, servers %d", (rate, service, servers) => {
    expect(() => mmc(rate, service, servers)).toThrow(RangeError);
    expect(() => mmck(rate, service, servers, 10)).toThrow(RangeError);
    expect(() => allenCunneen(rate, service, servers, { arrivals: 1, service: 1 })).toThrow(RangeError);
  });
});
