import { describe, expect, it } from "vitest";
import { LINES_OF_CELL, NO_LINE, QueueParts } from "../../src/model/queueParts.ts";

describe("the parts whose queues are told of", () => {
  // Two systems: cells 0, 1 of workload 0; 2, 3 of workload 1, by another tenant; 4, 5 of the background.
  const parts = new QueueParts(
    [
      { workload: 0, tenant: 0, cell: 0, isCustomers: true, reaches: [0, 1] },
      { workload: 1, tenant: 1, cell: 2, isCustomers: true, reaches: [1] },
      { workload: 2, tenant: 2, cell: 4, isCustomers: false, reaches: [0] },
    ],
    6,
  );
  const linesOf = (cell: number): number[] => [
    ...parts.ofCell.subarray(LINES_OF_CELL * cell, LINES_OF_CELL * (cell + 1)).filter((line) => line !== NO_LINE),
  ];

  it("are one line where they have the same jobs", () => {
    expect(parts.workload(0)).toBe(parts.tenant(0));
    expect(parts.workload(1)).toBe(parts.tenant(1));
    // Workloads 0, 1 and 2; the first system has the own cell 0 alone, the second cells 1 and 3.
    expect(parts.lines).toBe(5);
    expect(new Set([0, 1, 2].map((workload) => parts.workload(workload))).size).toBe(3);
  });

  it("are told of each cell, each line once", () => {
    expect(linesOf(0).sort()).toEqual([parts.workload(0), parts.system(0)].sort());
    expect(linesOf(1).sort()).toEqual([parts.workload(0), parts.system(1)].sort());
    expect(linesOf(3).sort()).toEqual([parts.workload(1), parts.system(1)].sort());
    expect(linesOf(4)).toEqual([parts.workload(2)]);
    expect([linesOf(2), linesOf(5)]).toEqual([[], []]);
  });

  it("are none where no job may come", () => {
    expect([parts.tenant(2), parts.system(2)]).toEqual([NO_LINE, NO_LINE]);
  });
});
