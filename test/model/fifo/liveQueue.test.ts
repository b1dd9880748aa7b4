import { describe, expect, it } from "vitest";
import { LiveQueue } from "../../../src/model/fifo/liveQueue.ts";
import { QueueParts } from "../../../src/model/queueParts.ts";

const submitter = (workload: number, isCustomers: boolean) => ({
  ...{ workload, tenant: workload, cell: workload, isCustomers, reaches: [0] },
});

describe("a queue that is followed as jobs come and go", () => {
  it("knows its length over time to the tick, and beyond 2^53", () => {
    const queue = new LiveQueue(new QueueParts([], 0), 0);
    const day = 86_400_000_000;
    for (let job = 0; job < 200_001; job++) queue.join(0);
    // 200,001 jobs for 3 days and a tick, then 200,000 for a day, then nobody for another.
    queue.lasts(3 * day);
    queue.lasts(1);
    queue.leave(0);
    queue.lasts(day);
    for (let job = 0; job < 200_000; job++) queue.leave(0);
    queue.lasts(day);
    expect(queue.area.toBigInt()).toBe(200_001n * (3n * 86_400_000_000n + 1n) + 200_000n * 86_400_000_000n);
    expect(queue.area.toBigInt()).toBeGreaterThan(2n ** 53n);
  });

  it("counts peaks as they are noted: of all, and of each workload", () => {
    const parts = new QueueParts([submitter(0, true), submitter(1, false)], 2);
    const queue = new LiveQueue(parts, 0);
    queue.join(0);
    queue.join(1);
    queue.join(1);
    // Gone before anybody looked.
    queue.leave(1);
    queue.notePeak();
    queue.leave(0);
    queue.leave(1);
    queue.notePeak();
    expect([queue.peak, queue.customersPeak]).toEqual([2, 1]);
    expect([0, 1].map((workload) => queue.partPeaks[parts.workload(workload)])).toEqual([1, 1]);
    expect(queue.length).toBe(0);
  });
});
