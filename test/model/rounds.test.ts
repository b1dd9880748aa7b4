import { describe, expect, it } from "vitest";
import { Rounds } from "../../src/model/rounds.ts";

describe("Rounds", () => {
  it("last from the firing to the end of their last job", () => {
    const rounds = new Rounds([false]);
    const round = rounds.open(0, 100, 3, true);
    rounds.jobEnded(round, 150, false);
    rounds.jobEnded(round, 180, false);
    expect(rounds.byWorkload[0]!.duration.count).toBe(0);
    rounds.jobEnded(round, 230, false);
    expect([rounds.byWorkload[0]!.duration.count, rounds.byWorkload[0]!.duration.max]).toEqual([1, 130]);
  });

  it("are late if one of their jobs is, whichever", () => {
    const rounds = new Rounds([true]);
    const late = rounds.open(0, 0, 2, true);
    const punctual = rounds.open(0, 10, 2, true);
    rounds.jobEnded(late, 5, true);
    rounds.jobEnded(late, 6, false);
    rounds.jobEnded(punctual, 12, false);
    rounds.jobEnded(punctual, 13, false);
    expect([rounds.byWorkload[0]!.late, rounds.byWorkload[0]!.judged]).toEqual([1, 2]);
  });

  it("that are not through count as late once a job is overdue, and not at all before", () => {
    const rounds = new Rounds([true]);
    const overdue = rounds.open(0, 0, 2, true);
    const openStill = rounds.open(0, 50, 2, true);
    rounds.jobEnded(overdue, 20, false);
    rounds.jobUnended(overdue, true);
    rounds.jobUnended(openStill, false);
    rounds.jobUnended(openStill, false);
    rounds.close();
    const [figures] = rounds.byWorkload;
    expect([figures!.late, figures!.judged, figures!.duration.count]).toEqual([1, 1, 0]);
  });

  it("fired outside the measured window leave no figure", () => {
    const rounds = new Rounds([true]);
    const early = rounds.open(0, 0, 1, false);
    rounds.jobEnded(early, 70, true);
    rounds.close();
    expect([rounds.byWorkload[0]!.judged, rounds.byWorkload[0]!.duration.count]).toEqual([0, 0]);
  });

  it("are counted for their own workload, and merge into figures of several", () => {
    const rounds = new Rounds([true, false]);
    rounds.jobEnded(rounds.open(0, 0, 1, true), 10, true);
    rounds.jobEnded(rounds.open(1, 0, 1, true), 30, false);
    const [first, second] = rounds.byWorkload;
    expect([first!.duration.max, second!.duration.max]).toEqual([10, 30]);
    second!.merge(first!);
    // The share of late ones is among those that have a deadline: all of them, not half.
    expect([second!.duration.count, second!.late, second!.judged, second!.withDeadline]).toEqual([2, 1, 1, true]);
  });
});
