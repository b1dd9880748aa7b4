import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "../../src/engine/time.ts";
import { queueSeries } from "../../src/experiment/queueSeries.ts";
import { truncationOf } from "../../src/experiment/truncation.ts";
import { NO_VMS, type TimelineRow } from "../../src/model/worldResult.ts";

const row = (time: number, queued: number, held = 0, system = "classic"): TimelineRow => ({
  time,
  system,
  queued,
  held,
  running: 0,
  ...NO_VMS,
  unusable: 0,
  preempted: 0,
});
const series = (...replications: readonly (readonly number[])[]) => ({ from: 0, step: MINUTE, replications });
/** A bounded scatter with no trend. */
const scatter = (i: number, salt: number) => (((i + 31 * salt) * 7919) % 101) / 101;

describe("queueSeries", () => {
  it("adds up who waits in all systems, at the instants that all replications share", () => {
    const one = [row(0, 1), row(0, 2, 4, "p"), row(10, 3), row(20, 5), row(30, 7), row(40, 9)];
    const two = [row(0, 0), row(20, 0, 6), row(40, 0)];
    expect(queueSeries([{ timeline: one }, { timeline: two }], 0, 40)).toEqual({
      from: 0,
      step: 20,
      replications: [
        [7, 5],
        [0, 6],
      ],
    });
  });

  it("leaves out the warm-up, and the instant at which a run stopped off the grid", () => {
    const timeline = [0, 10, 20, 30, 37].map((time) => row(time, time));
    expect(queueSeries([{ timeline }], 10, 40)).toEqual({ from: 10, step: 10, replications: [[10, 20, 30]] });
  });

  it("is none below two instants", () => {
    expect(queueSeries([{ timeline: [row(0, 1)] }], 0, 40)).toBe(null);
  });
});

describe("truncationOf", () => {
  it("drops a beginning that is unlike the rest, in batches of five", () => {
    const found = truncationOf(series([...new Array(12).fill(90), ...new Array(88).fill(2)]), 0);
    // 12 instants are three batches of five. All parts after them are alike.
    expect(found).toEqual({ warmUp: 15 * MINUTE, atBound: false, moves: true, bias: (12 * 90 + 88 * 2) / 100 / 2 - 1 });
  });

  it("takes a cycle of the load for no beginning, and drops whole ones", () => {
    const day = [0, 0, 40, 40];
    const days = (count: number) => Array.from({ length: count }, () => day).flat();
    const quarters = (values: readonly number[]) => ({ from: 0, step: 6 * HOUR, replications: [values] });
    // Five observations or more are two days here.
    expect(truncationOf(quarters(days(20)), DAY)).toEqual({ warmUp: 0, atBound: false, moves: false, bias: 0 });
    const risen = truncationOf(quarters([90, 90, 90, 90, 0, 90, 40, 40, ...days(18)]), DAY);
    expect(risen).toMatchObject({ warmUp: 2 * DAY, atBound: false, moves: true });
  });

  it("says that a queue which only grows has no end of the warm-up", () => {
    const growing = [1, 2, 3].map((salt) => Array.from({ length: 200 }, (_, i) => i + scatter(i, salt)));
    expect(truncationOf(series(...growing), 0)).toMatchObject({ warmUp: 100 * MINUTE, atBound: true, moves: true });
  });

  it("sees no move in queues that are alike from the start", () => {
    const steady = [1, 2, 3, 4].map((salt) => Array.from({ length: 200 }, (_, i) => 10 * scatter(i, salt)));
    expect(truncationOf(series(...steady), 0)!.moves).toBe(false);
    expect(truncationOf(series(steady[0]!), 0)!.moves).toBe(false);
  });

  it("can say nothing of less than a batch", () => {
    expect(truncationOf(series([1, 2, 3, 4]), 0)).toBe(null);
  });
});
