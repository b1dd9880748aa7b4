import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NEVER } from "../../../src/engine/time.ts";
import { JobBlock } from "../../../src/model/fifo/jobBlock.ts";
import type { JobFeed } from "../../../src/model/fifo/jobsAhead.ts";
import { WorkersByEvents } from "../../../src/model/fifo/workersByEvents.ts";
import { bySorting, type Job } from "./bySorting.ts";

interface DelayedJob extends Job {
  readonly delay: number;
}

interface Told {
  readonly slot: number;
  readonly start: number;
  readonly end: number;
}

/** Gives jobs, so many at a time. */
function feedOf(jobs: readonly DelayedJob[], block: number): JobFeed {
  let next = 0;
  let now = 0;
  return {
    fill(rows) {
      rows.count = Math.min(block, jobs.length - next);
      for (let i = 0; i < rows.count; i++) {
        const { gap, hold, delay } = jobs[next++]!;
        now += gap;
        rows.submitted[i] = now;
        rows.service[i] = hold;
        rows.dispatch[i] = delay;
      }
    },
  };
}

/** What is told of jobs, in its order, and the events that it took; each worker has one of them at a time. */
function served(jobs: readonly DelayedJob[], servers: number, block: number, stop: { end: number; drain: boolean }) {
  const workers = new WorkersByEvents({ servers, block }, stop, feedOf(jobs, block), 0);
  const rows = new JobBlock(block);
  const told: Told[] = [];
  const busyUntil = new Map<number, number>();
  for (workers.fill(rows); rows.count > 0; workers.fill(rows)) {
    for (let i = 0; i < rows.count; i++) {
      const slot = rows.taken[i]!;
      told.push({ slot, start: rows.started[i]!, end: rows.ended[i]! });
      if (slot === NEVER) continue;
      expect(slot).toBeGreaterThanOrEqual(busyUntil.get(rows.worker[i]!) ?? 0);
      busyUntil.set(rows.worker[i]!, rows.ended[i]!);
    }
  }
  return { told, events: workers.events };
}

const jobs = fc.array(fc.record({ gap: fc.nat(6), hold: fc.oneof(fc.nat(12), fc.nat(100)), delay: fc.nat(2) }), {
  maxLength: 60,
});
const servers = fc.integer({ min: 1, max: 5 });
const block = fc.integer({ min: 1, max: 7 });

describe("workers that go event by event", () => {
  it("serve each job as Kiefer and Wolfowitz tell, at an event for its submission, its start after a delay, and its end", () => {
    fc.assert(
      fc.property(jobs, servers, block, (all, count, size) => {
        const { told, events } = served(all, count, size, { end: 1, drain: true });
        const holds = all.map(({ gap, hold, delay }) => ({ gap, hold: hold + delay }));
        expect(told).toEqual(
          bySorting(count, holds).map(({ slot, end }, i) => ({ slot, start: slot + all[i]!.delay, end })),
        );
        expect(events).toBe(2 * all.length + all.filter(({ delay }) => delay > 0).length);
      }),
      { numRuns: 300 },
    );
  });

  it("give no slot from the end on", () => {
    fc.assert(
      fc.property(jobs, servers, block, fc.nat(80), (all, count, size, end) => {
        // A workload has no job at the end, nor after it.
        let now = 0;
        const before = all.filter(({ gap }) => {
          now += gap;
          return now < end;
        });
        const { told } = served(before, count, size, { end, drain: false });
        const drained = served(before, count, size, { end, drain: true }).told;
        expect(told).toEqual(drained.map((job) => (job.slot < end ? job : { slot: NEVER, start: NEVER, end: NEVER })));
      }),
      { numRuns: 300 },
    );
  });
});
