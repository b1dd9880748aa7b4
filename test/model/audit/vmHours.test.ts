import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { VmHours } from "../../../src/model/audit/vmHours.ts";

/** Tasks in the order in which they get their slots, in which they need not start; no worker has two at a time. */
const tasks = fc
  .array(
    fc.record({ worker: fc.nat(50), taken: fc.nat(60), dispatch: fc.constantFrom(0, 0, 3, 9), service: fc.nat(20) }),
    { maxLength: 60 },
  )
  .map((rows) => {
    const freeFrom = new Map<number, number>();
    return rows
      .sort((a, b) => a.taken - b.taken)
      .filter(({ worker, taken, dispatch, service }) => {
        if (taken < (freeFrom.get(worker) ?? 0)) return false;
        freeFrom.set(worker, taken + dispatch + service);
        return true;
      })
      .map(({ worker, taken, dispatch, service }) => {
        const started = taken + dispatch;
        return { worker, taken, started, ended: started + service };
      });
  });

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
            taken: column(({ taken }) => taken),
            started: column(({ started }) => started),
            ended: column(({ ended }) => ended),
            ...{ submitted: nothing, eligible: nothing, dispatch: nothing, service: nothing },
          };
          // In two parts, as blocks of jobs are.
          const half = Math.floor(rows.length / 2);
          const later = Object.fromEntries(
            Object.entries(records).map(([name, of]) => [name, typeof of === "number" ? of - half : of.subarray(half)]),
          ) as unknown as typeof records;
          hours.add(records, half);
          hours.add(later, rows.length - half);
          const busy = new Set<string>();
          for (const { worker, started, ended } of rows) {
            for (let tick = Math.max(started, from); tick < Math.min(ended, stop); tick++)
              busy.add(`${Math.floor(worker / slots)} ${tick}`);
          }
          expect(hours.sum.toNumber()).toBe(busy.size);
        },
      ),
    );
  });
});
