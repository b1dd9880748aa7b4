import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WaitingLine } from "../../../src/model/fifo/waitingLine.ts";

interface Job {
  readonly submitted: number;
  readonly taken: number;
}

/** Submitted one after the other, and given slots in that order. */
const randomJobs = fc
  .array(fc.record({ gap: fc.nat(3), wait: fc.oneof(fc.constant(0), fc.nat(12)) }), { minLength: 1, maxLength: 80 })
  .map((rows) => {
    let submitted = 0;
    let taken = 0;
    return rows.map(({ gap, wait }): Job => {
      submitted += gap;
      taken = Math.max(taken, submitted + wait);
      return { submitted, taken };
    });
  });

/** How many wait at the end of an instant, by asking each job. */
function waitingAt(jobs: readonly Job[], time: number): number {
  return jobs.filter(({ submitted, taken }) => submitted <= time && time < taken).length;
}

describe("A line of jobs that wait", () => {
  it("knows its length, its peak and its area, told of in whatever pieces", () => {
    fc.assert(
      fc.property(randomJobs, fc.infiniteStream(fc.nat(9)), fc.nat(20), fc.nat(15), (jobs, pieces, from, more) => {
        const submitted = Float64Array.from(jobs, (job) => job.submitted);
        const taken = Float64Array.from(jobs, (job) => job.taken);
        const line = new WaitingLine();
        let area = 0;
        let upTo = 0;
        const areaTo = (time: number): number => {
          for (; upTo < time; upTo++) area += waitingAt(jobs, upTo);
          return area;
        };
        for (let at = 0; at < jobs.length; ) {
          let to = Math.min(jobs.length, at + 1 + pieces.next().value);
          // All of an instant, for its end is asked for.
          while (to < jobs.length && submitted[to] === submitted[to - 1]) to++;
          line.follow(submitted, taken, at, to, from);
          at = to;
          const now = submitted[to - 1]!;
          expect([line.now, line.length]).toEqual([now, waitingAt(jobs, now)]);
          expect(line.area.toNumber()).toBe(areaTo(now));
          const later = Math.min(now + pieces.next().value, (submitted[to] ?? Number.POSITIVE_INFINITY) - 1);
          if (later > now) line.serveUpTo(later);
          expect(line.length).toBe(waitingAt(jobs, line.now));
        }
        const measured = submitted.filter((time) => time >= from);
        expect(line.peak).toBe(Math.max(0, ...Array.from(measured, (time) => waitingAt(jobs, time))));
        line.serveUpTo(line.now + more);
        expect(line.length).toBe(waitingAt(jobs, line.now));
        expect(line.area.toNumber()).toBe(areaTo(line.now));
      }),
      { numRuns: 500 },
    );
  });

  it("counts who waits already where that is to be noted", () => {
    const line = new WaitingLine();
    line.follow(Float64Array.of(0, 0, 1), Float64Array.of(5, 6, 7), 0, 3, 4);
    line.serveUpTo(5);
    expect(line.peak).toBe(0);
    line.notePeak();
    expect(line.peak).toBe(2);
  });

  it("has an exact area where times and lengths multiply beyond 2^53", () => {
    const jobs = 3000;
    const far = 2 ** 52 - 1;
    const line = new WaitingLine();
    line.follow(new Float64Array(jobs), new Float64Array(jobs).fill(far), 0, jobs, 0);
    line.serveUpTo(far);
    expect(line.area.toBigInt()).toBe(BigInt(jobs) * BigInt(far));
    expect([line.length, line.peak]).toEqual([0, jobs]);
  });
});
