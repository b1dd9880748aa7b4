import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FewWorkers } from "../../../src/model/fifo/fewWorkers.ts";
import { JobBlock } from "../../../src/model/fifo/jobBlock.ts";
import { WorkerEnds } from "../../../src/model/fifo/workerEnds.ts";
import { bySorting, type Job } from "./bySorting.ts";

function blockOf(jobs: readonly Job[], from: number): { block: JobBlock; holds: Float64Array } {
  const block = new JobBlock(jobs.length);
  block.count = jobs.length;
  let now = from;
  jobs.forEach(({ gap }, i) => {
    now += gap;
    block.submitted[i] = now;
  });
  return { block, holds: Float64Array.from(jobs, ({ hold }) => hold) };
}

/** Slots and ends of jobs that come in two blocks; each worker has one at a time. */
function served(workers: FewWorkers | WorkerEnds, jobs: readonly Job[], cut: number): { slot: number; end: number }[] {
  const first = blockOf(jobs.slice(0, cut), 0);
  const rest = blockOf(
    jobs.slice(cut),
    jobs.slice(0, cut).reduce((sum, { gap }) => sum + gap, 0),
  );
  const busyUntil = new Map<number, number>();
  return [first, rest].flatMap(({ block, holds }) => {
    workers.serve(block, holds);
    return [...holds.keys()].map((i) => {
      const [slot, end, worker] = [block.taken[i]!, block.ended[i]!, block.worker[i]!];
      expect(slot).toBeGreaterThanOrEqual(busyUntil.get(worker) ?? 0);
      busyUntil.set(worker, end);
      return { slot, end };
    });
  });
}

const job = fc.record({ gap: fc.nat(6), hold: fc.oneof(fc.nat(12), fc.nat(100)) });

describe.each([
  ["an order in one number", 8, (count: number) => new FewWorkers(count)],
  ["a heap", 20, (count: number) => new WorkerEnds(count)],
])("workers that are free again at times kept as %s", (_, most, workersOf) => {
  it("serve each job as soon as one of them is free", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: most }),
        fc.array(job, { maxLength: 60 }),
        fc.nat(60),
        (count, jobs, cut) => {
          expect(served(workersOf(count), jobs, Math.min(cut, jobs.length))).toEqual(bySorting(count, jobs));
        },
      ),
      { numRuns: 400 },
    );
  });
});
