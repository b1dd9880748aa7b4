import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EligibleJobs } from "../../../src/model/fifo/eligibleJobs.ts";

describe("eligible jobs", () => {
  it("leave by number, however many were held", () => {
    const number = Float64Array.from({ length: 1000 }, (_, row) => (row * 37) % 1000);
    const eligible = new EligibleJobs(() => number);
    // 617 and 1000 have no common divisor: each once, in no order.
    for (let i = 0; i < 1000; i++) eligible.insert((i * 617) % 1000);
    expect(Array.from({ length: 1000 }, () => number[eligible.shift()])).toEqual(
      Array.from({ length: 1000 }, (_, i) => i),
    );
  });

  it("leave by number, whether they were held or not", () => {
    const steps = fc.array(fc.constantFrom("comes", "is held", "is admitted", "leaves"), { maxLength: 400 });
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.nat()), (all, picks) => {
        const number = new Float64Array(400);
        const eligible = new EligibleJobs(() => number);
        const held: number[] = [];
        let waiting: number[] = [];
        let next = 0;
        // Rows have nothing to do with numbers.
        const rowOf = (job: number): number => (job * 7) % 400;
        for (const step of all) {
          if (step === "comes" || step === "is held") {
            const job = next++;
            number[rowOf(job)] = job;
            if (step === "is held") {
              held.push(job);
              continue;
            }
            eligible.push(rowOf(job));
            waiting.push(job);
          } else if (step === "is admitted" && held.length > 0) {
            const [job] = held.splice(picks.next().value % held.length, 1);
            eligible.insert(rowOf(job!));
            waiting.push(job!);
          } else if (step === "leaves" && waiting.length > 0) {
            const first = Math.min(...waiting);
            expect(eligible.shift()).toBe(rowOf(first));
            waiting = waiting.filter((job) => job !== first);
          }
          expect(eligible.count).toBe(waiting.length);
        }
      }),
      { numRuns: 200 },
    );
  });
});
