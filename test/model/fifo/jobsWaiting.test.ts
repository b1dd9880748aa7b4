import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NEVER } from "../../../src/engine/time.ts";
import { JobBlock } from "../../../src/model/fifo/jobBlock.ts";
import { JobsWaiting } from "../../../src/model/fifo/jobsWaiting.ts";

const CAPACITY = 50;

/** A job by which all that is known of it can be told. */
function blockWith(job: number): JobBlock {
  const block = new JobBlock(1);
  block.count = 1;
  block.workload[0] = job + 1;
  block.cell[0] = job + 2;
  block.submitted[0] = job + 3;
  block.deadline[0] = job + 4;
  block.round[0] = job + 5;
  block.service[0] = job + 6;
  block.dispatch[0] = job + 7;
  return block;
}

function knownOf(block: JobBlock, place: number): number[] {
  const { workload, cell, submitted, deadline, round, service, dispatch } = block;
  return [workload, cell, submitted, deadline, round, service, dispatch].map((column) => column[place]!);
}

describe("jobs that wait", () => {
  it("leave as they came, in any order, and the others at last as ones that never have a slot", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 400 }), fc.infiniteStream(fc.nat()), (comes, picks) => {
        const waiting = new JobsWaiting();
        const rows = new Map<number, number>();
        let job = 0;
        for (const isNew of comes) {
          if (isNew) {
            const row = waiting.come(blockWith(job), 0, 3);
            expect([...rows.values()]).not.toContain(row);
            expect([waiting.number[row], waiting.capLane[row], waiting.held[row]]).toEqual([job, 3, 0]);
            rows.set(job++, row);
          } else if (rows.size > 0) {
            const which = [...rows.keys()][picks.next().value % rows.size]!;
            const block = new JobBlock(1);
            waiting.eligible[rows.get(which)!] = which + 10;
            waiting.leave(rows.get(which)!, block);
            rows.delete(which);
            expect(knownOf(block, 0)).toEqual(knownOf(blockWith(which), 0));
            expect([block.eligible[0], block.apart[0]]).toEqual([which + 10, 7]);
          }
          expect(waiting.count).toBe(rows.size);
        }
        const left: number[] = [];
        const block = new JobBlock(CAPACITY);
        for (waiting.giveUp(block); block.count > 0; waiting.giveUp(block)) {
          for (let place = 0; place < block.count; place++) {
            left.push(block.workload[place]! - 1);
            expect([block.taken[place], block.started[place], block.ended[place]]).toEqual([NEVER, NEVER, NEVER]);
          }
          block.count = 0;
        }
        expect(left.sort((a, b) => a - b)).toEqual([...rows.keys()]);
      }),
      { numRuns: 200 },
    );
  });
});
