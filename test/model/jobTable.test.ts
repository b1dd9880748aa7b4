import { describe, expect, it } from "vitest";
import { JobTable } from "../../src/model/jobTable.ts";

describe("The table of jobs", () => {
  it("uses the row of a job that ended again", () => {
    const jobs = new JobTable();
    const rows = [jobs.open(), jobs.open(), jobs.open()];
    rows.forEach((row, index) => {
      jobs.number[row] = index;
      jobs.tasks[row] = 1;
    });
    jobs.close(rows[1]!);
    expect(jobs.open()).toBe(rows[1]);
    expect(jobs.count).toBe(3);
  });

  it("gives no row twice while it is in use, and takes no more rows than ever were in use together", () => {
    const jobs = new JobTable();
    const inUse = new Set<number>();
    const seen = new Set<number>();
    for (let number = 0; number < 5000; number++) {
      const row = jobs.open();
      expect(inUse.has(row)).toBe(false);
      inUse.add(row);
      seen.add(row);
      jobs.number[row] = number;
      jobs.tasks[row] = 1;
      if (inUse.size === 700) {
        const leaving = [...inUse].filter((candidate) => candidate % 3 === number % 3);
        for (const gone of leaving) {
          jobs.close(gone);
          inUse.delete(gone);
        }
      }
    }
    expect(seen.size).toBe(700);
    expect(jobs.count).toBe(inUse.size);
    expect([...jobs.rows()].sort((a, b) => a - b)).toEqual([...inUse].sort((a, b) => a - b));
  });

  it("keeps what is written in every column when it grows", () => {
    const jobs = new JobTable();
    const columns = [
      "number",
      "workload",
      "width",
      "submitted",
      "service",
      "firstEnd",
      "onSlot",
      "timeoutEvent",
    ] as const;
    for (let row = 0; row < 2000; row++) {
      expect(jobs.open()).toBe(row);
      columns.forEach((column, index) => {
        jobs[column][row] = (row + index) % 251;
      });
    }
    for (const [index, column] of columns.entries()) {
      expect(Array.from({ length: 2000 }, (_, row) => jobs[column][row])).toEqual(
        Array.from({ length: 2000 }, (_, row) => (row + index) % 251),
      );
    }
  });

  it("forgets the sizes of a job of several tasks with it", () => {
    const jobs = new JobTable();
    const row = jobs.open();
    jobs.tasks[row] = 2;
    jobs.sizes[row] = Float64Array.of(1, 2);
    jobs.dispatchDelays[row] = Float64Array.of(3, 4);
    jobs.close(row);
    expect([jobs.sizes[row], jobs.dispatchDelays[row]]).toEqual([undefined, undefined]);
  });
});
