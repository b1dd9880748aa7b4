import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FEW, JobBlock } from "../../../src/model/fifo/jobBlock.ts";
import { JobsAhead } from "../../../src/model/fifo/jobsAhead.ts";

/** Jobs in blocks of such sizes: the n-th is submitted at n, and takes n + 0.5. */
function feedOf(sizes: readonly number[]) {
  let read = 0;
  let job = 0;
  return {
    fill(block: JobBlock): void {
      block.count = sizes[read++] ?? 0;
      for (let place = 0; place < block.count; place++, job++) {
        block.submitted[place] = job;
        block.service[place] = job + 0.5;
      }
    },
  };
}

describe("Jobs that are read ahead", () => {
  it("come out in order, each once, however they are read, served and told", () => {
    const steps = fc.array(
      fc.record({ what: fc.constantFrom("serve", "look", "tell"), many: fc.integer({ min: 1, max: 9 }) }),
    );
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 7 })), steps, (sizes, todo) => {
        const all = sizes.reduce((sum, size) => sum + size, 0);
        const jobs = new JobsAhead(feedOf(sizes), 3, FEW);
        const out: number[] = [];
        let now = 0;
        const told = new JobBlock(FEW);
        const tell = (most: number): void => {
          jobs.tell(told, Math.min(jobs.tellable, most));
          for (let place = 0; place < told.count; place++) {
            expect(told.workload[place]).toBe(3);
            expect(told.service[place]).toBe(told.submitted[place]! + 0.5);
            out.push(told.submitted[place]!);
          }
        };
        for (const { what, many } of [...todo, { what: "serve", many: all }]) {
          if (what === "tell") tell(many);
          if (what === "look") {
            now = Math.max(now, jobs.served) + many;
            jobs.submittedBy(now);
            expect(jobs.submitted).toBe(Math.min(all, now + 1));
          }
          for (let left = many; what === "serve" && left > 0; ) {
            const block = jobs.unserved();
            if (block === null) break;
            expect(jobs.firstWaiting).toBe(jobs.served);
            const to = Math.min(block.count, jobs.place + left);
            left -= to - jobs.place;
            jobs.serveTo(to);
          }
        }
        expect(jobs.unserved()).toBe(null);
        expect(jobs.served).toBe(all);
        while (jobs.tellable > 0) tell(4);
        expect(out).toEqual(Array.from({ length: all }, (_, job) => job));
      }),
      { numRuns: 500 },
    );
  });
});
