import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { VmHours } from "../../../src/model/audit/vmHours.ts";

/** Tasks in the order in which they start. */
const tasks = fc
  .array(fc.record({ worker: fc.nat(50), started: fc.nat(60), length: fc.nat(20) }), { maxLength: 40 })
  .map((rows) => rows.sort((a, b) => a.started - b.started));

describe("VmHours", () => {
  it("counts the ticks in which any task of a VM computes", () => {
    fc.assert(
      fc.property(
        tasks,
        fc.integer({ min: 1, max: 4 }),
        fc.nat(30),
        fc.integer({ min: 30, max: 90 }),
        (rows, slots, from, stop) => {
          const hours = new VmHours(slots, from, stop);
          const column = (of: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, of);
          const nothing = new Float64Array(rows.length);
          const records = {
            count: rows.length,
            workload: new Int32Array(rows.length),
            worker: Int32Array.from(rows, ({ worker }) => worker),
            started: column(({ started }) => started),
            ended: column(({ started, length }) => started + length),
            ...{ submitted: nothing, eligible: nothing, taken: nothing, dispatch: nothing, service: nothing },
          };
          // In two parts, as blocks of jobs are.
          const half = Math.floor(rows.length / 2);
          const later = Object.fromEntries(
            Object.entries(records).map(([name, of]) => [name, typeof of === "number" ? of - half : of.subarray(half)]),
          ) as unknown as typeof records;
          hours.add(records, half);
          hours.add(later, rows.length - half);
          const busy = new Set<string>();
          for (const { worker, started, length } of rows) {
            for (let tick = Math.max(started, from); tick < Math.min(started + length, stop); tick++)
              busy.add(`${Math.floor(worker / slots)} ${tick}`);
          }
          expect(hours.sum.toNumber()).toBe(busy.size);
        },
      ),
    );
  });
});
