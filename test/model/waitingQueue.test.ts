import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JobTable, NONE } from "../../src/model/jobTable.ts";
import { type QueueOrder, WaitingQueue } from "../../src/model/waitingQueue.ts";

interface Kind {
  readonly priority?: number;
  readonly width?: number;
}

/** A table of jobs whose numbers rise with their rows. */
function tableOf(kinds: readonly Kind[]): JobTable {
  const jobs = new JobTable();
  kinds.forEach(({ priority = 0, width = 1 }, number) => {
    const row = jobs.open();
    jobs.number[row] = number;
    jobs.priority[row] = priority;
    jobs.width[row] = width;
  });
  return jobs;
}

function queueOf(kinds: readonly Kind[], order: Partial<QueueOrder> = {}): WaitingQueue {
  const queue = new WaitingQueue(tableOf(kinds), { byPriority: false, firstFit: false, ...order });
  kinds.forEach((_, row) => {
    queue.push(row);
  });
  return queue;
}

function served(queue: WaitingQueue, freeSlots: number): number[] {
  const rows: number[] = [];
  for (let row = queue.next(freeSlots); row !== NONE; row = queue.next(freeSlots)) {
    queue.shift(row);
    rows.push(row);
  }
  return rows;
}

describe("A waiting queue", () => {
  it("has nobody to serve when it is empty, or when no slot is free", () => {
    expect(queueOf([]).next(10)).toBe(NONE);
    expect(queueOf([{}]).next(0)).toBe(NONE);
    expect(queueOf([{}]).next(-3)).toBe(NONE);
  });

  it("serves first in, first out, whatever the priorities, where these do not count", () => {
    expect(served(queueOf([{ priority: 1 }, { priority: 9 }, { priority: 5 }]), 1)).toEqual([0, 1, 2]);
  });

  it("serves the higher priority first, and first in, first out within one", () => {
    const kinds = [{ priority: 1 }, { priority: 9 }, { priority: 1 }, { priority: 9 }, { priority: -2 }];
    expect(served(queueOf(kinds, { byPriority: true }), 1)).toEqual([1, 3, 0, 2, 4]);
  });

  it("lets a head that does not fit block those behind it", () => {
    expect(queueOf([{ width: 3 }, { width: 1 }]).next(2)).toBe(NONE);
    expect(queueOf([{ width: 3 }, { width: 1 }]).next(3)).toBe(0);
  });

  it("lets a head of a higher priority that does not fit block a lower one", () => {
    expect(queueOf([{ width: 1 }, { width: 3, priority: 1 }], { byPriority: true }).next(2)).toBe(NONE);
  });

  it("lets the first that fits pass under first fit", () => {
    const kinds = [{ width: 4 }, { width: 3 }, { width: 2 }, { width: 1 }];
    expect(queueOf(kinds, { firstFit: true }).next(2)).toBe(2);
    expect(queueOf(kinds, { firstFit: true }).next(4)).toBe(0);
    expect(queueOf([{ width: 2 }], { firstFit: true }).next(1)).toBe(NONE);
  });

  it("puts a job that was held back at its place by submission", () => {
    const queue = new WaitingQueue(tableOf([{}, {}, {}]), { byPriority: false, firstFit: false });
    queue.push(0);
    queue.push(2);
    queue.insert(1);
    expect(served(queue, 1)).toEqual([0, 1, 2]);
  });

  it("counts all that wait", () => {
    const queue = queueOf([{ priority: 1 }, { priority: 2 }, { priority: 1 }], { byPriority: true });
    queue.remove(2);
    expect(queue.length).toBe(2);
    queue.shift(queue.next(1));
    expect(queue.length).toBe(1);
  });

  it.each([
    { byPriority: false, firstFit: false },
    { byPriority: true, firstFit: false },
    { byPriority: false, firstFit: true },
    { byPriority: true, firstFit: true },
  ])("agrees with a plain list under %o", (order) => {
    const step = fc.record({
      kind: fc.constantFrom("push", "hold", "admit", "remove", "serve", "serve"),
      pick: fc.nat(),
      priority: fc.integer({ min: -1, max: 1 }),
      width: fc.integer({ min: 1, max: 3 }),
      free: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80, size: "max" }), (steps) => {
        const jobs = tableOf(steps);
        const queue = new WaitingQueue(jobs, order);
        const waiting: number[] = [];
        const held: number[] = [];
        const rank = (row: number): number => (order.byPriority ? -jobs.priority[row]! : 0);
        steps.forEach(({ kind, pick, free }, row) => {
          if (kind === "push") {
            queue.push(row);
            waiting.push(row);
          } else if (kind === "hold") {
            held.push(row);
          } else if (kind === "admit" && held.length > 0) {
            const [admitted] = held.splice(pick % held.length, 1);
            queue.insert(admitted!);
            waiting.push(admitted!);
          } else if (kind === "remove" && waiting.length > 0) {
            const [removed] = waiting.splice(pick % waiting.length, 1);
            queue.remove(removed!);
          }
          const inOrder = [...waiting].sort((a, b) => rank(a) - rank(b) || a - b);
          const fits = (candidate: number): boolean => jobs.width[candidate]! <= free;
          const candidates = order.firstFit ? inOrder.filter(fits) : inOrder.slice(0, 1).filter(fits);
          const expected = candidates[0] ?? NONE;
          expect([queue.next(free), queue.length]).toEqual([expected, waiting.length]);
          if (kind === "serve" && expected !== NONE) {
            queue.shift(expected);
            waiting.splice(waiting.indexOf(expected), 1);
          }
        });
      }),
      { numRuns: 100 },
    );
  });

  it("serves tasks that lost their slots before others of their priority, by job, then task", () => {
    const kinds = [{ priority: 1 }, { priority: 2 }, { priority: 1 }];
    const queue = queueOf(kinds, { byPriority: true });
    const lost = (row: number, task: number) => queue.requeue({ row, number: row, task, remaining: 7 });
    lost(2, 4);
    lost(2, 1);
    lost(0, 3);
    const turns: string[] = [];
    for (let row = queue.next(1); row !== NONE; row = queue.next(1)) {
      const again = queue.shiftRequeued(row);
      if (again === null) queue.shift(row);
      turns.push(again === null ? `job ${row}` : `job ${row} task ${again.task}`);
    }
    expect(turns).toEqual(["job 1", "job 0 task 3", "job 2 task 1", "job 2 task 4", "job 0", "job 2"]);
    expect(queue.length).toBe(0);
  });

  it("forgets the tasks of a job that leaves", () => {
    const queue = queueOf([{}, {}]);
    queue.requeue({ row: 1, number: 1, task: 0, remaining: 7 });
    queue.removeRequeued(1);
    expect([queue.next(1), queue.length]).toEqual([0, 2]);
  });
});
