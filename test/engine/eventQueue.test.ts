import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EventQueue } from "../../src/engine/eventQueue.ts";

interface Waiting {
  readonly time: number;
  readonly eventClass: number;
  readonly sequence: number;
  readonly order: number;
  readonly code: number;
  readonly subject: number;
}

/** The law of the order, as a sorted array: time, then class, then sequence. */
function firstOf(waiting: readonly Waiting[]): Waiting | undefined {
  return [...waiting].sort((a, b) => a.time - b.time || a.eventClass - b.eventClass || a.sequence - b.sequence)[0];
}

function subjectsInOrder(queue: EventQueue): number[] {
  const subjects: number[] = [];
  while (queue.size > 0) {
    queue.take();
    subjects.push(queue.subject);
  }
  return subjects;
}

describe("The event queue", () => {
  it("gives events by time, whatever the order in which they were pushed", () => {
    const queue = new EventQueue();
    for (const time of [30, 10, 20, 0, 40]) queue.push(time, 0, 0, time);
    expect(subjectsInOrder(queue)).toEqual([0, 10, 20, 30, 40]);
  });

  it("gives events of the same time by class, and those of the same class in the order of their pushing", () => {
    const queue = new EventQueue();
    const pushed: readonly (readonly [eventClass: number, subject: number])[] = [
      [7, 70],
      [0, 1],
      [3, 30],
      [0, 2],
      [3, 31],
      [0, 3],
    ];
    for (const [eventClass, subject] of pushed) queue.push(5, eventClass, 0, subject);
    expect(subjectsInOrder(queue)).toEqual([1, 2, 3, 30, 31, 70]);
  });

  it("tells the code and the subject of the event taken, and its order number, which no other event has", () => {
    const queue = new EventQueue();
    queue.push(8, 2, 11, 12);
    const later = queue.pushed;
    queue.push(4, 2, 21, 22);
    const sooner = queue.pushed;
    expect(later).not.toBe(sooner);
    queue.take();
    expect([queue.code, queue.subject, queue.order]).toEqual([21, 22, sooner]);
    queue.take();
    expect([queue.code, queue.subject, queue.order]).toEqual([11, 12, later]);
  });

  it("names no front when nothing waits: new, or with its only event taken", () => {
    const queue = new EventQueue();
    expect(queue.front()).toBe(-1);
    queue.push(1, 0, 0, 0);
    queue.take();
    expect([queue.front(), queue.size]).toEqual([-1, 0]);
  });

  it("keeps negative subjects and codes beyond 2^16 as they are", () => {
    const queue = new EventQueue();
    queue.push(0, 0, 2 ** 30, -1);
    queue.take();
    expect([queue.code, queue.subject]).toEqual([2 ** 30, -1]);
  });

  it("sorts ten thousand events, of which many have equal times, beyond every growth", () => {
    const queue = new EventQueue();
    // Multiples of a number that shares no factor with the count visit each remainder once.
    const times = Array.from({ length: 10_000 }, (_, index) => Math.floor(((index * 7919) % 10_000) / 10));
    times.forEach((time, index) => {
      queue.push(time, index % 8, 0, index);
    });
    const expected = times
      .map((time, index) => ({ time, index }))
      .sort((a, b) => a.time - b.time || (a.index % 8) - (b.index % 8) || a.index - b.index)
      .map(({ index }) => index);
    expect(subjectsInOrder(queue)).toEqual(expected);
  });

  it("agrees with a sorted array in any mixture of pushes and takes, a push after a take included", () => {
    const push = fc.record({
      time: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 2 ** 50 })),
      eventClass: fc.integer({ min: 0, max: 7 }),
      code: fc.integer({ min: 0, max: 999 }),
    });
    const commands = fc.array(fc.oneof({ weight: 5, arbitrary: push }, { weight: 4, arbitrary: fc.constant("take") }), {
      maxLength: 400,
      size: "max",
    });
    fc.assert(
      fc.property(commands, (steps) => {
        const queue = new EventQueue();
        let waiting: Waiting[] = [];
        steps.forEach((step, sequence) => {
          if (typeof step !== "string") {
            queue.push(step.time, step.eventClass, step.code, sequence);
            waiting.push({ ...step, sequence, subject: sequence, order: queue.pushed });
          } else if (waiting.length > 0) {
            const first = firstOf(waiting)!;
            queue.take();
            expect([queue.code, queue.subject, queue.order]).toEqual([first.code, first.subject, first.order]);
            waiting = waiting.filter((event) => event !== first);
          }
          const front = queue.front();
          const first = firstOf(waiting);
          expect(queue.size).toBe(waiting.length);
          if (first === undefined) expect(front).toBe(-1);
          else expect([queue.timeAt(front), queue.orderAt(front)]).toEqual([first.time, first.order]);
        });
      }),
      { numRuns: 60 },
    );
  });

  it("tells whether something holds of any event that waits, and of none that was taken", () => {
    const queue = new EventQueue();
    const orders = [3, 1, 2].map((time) => {
      queue.push(time, 2, 10 + time, 20 + time);
      return queue.pushed;
    });
    const all = (): number[][] => {
      const seen: number[][] = [];
      queue.some((...event) => seen.push(event) === 0);
      return seen.sort((a, b) => a[0]! - b[0]!);
    };
    queue.take();
    expect(all()).toEqual([
      [12, 22, orders[2]],
      [13, 23, orders[0]],
    ]);
    queue.push(9, 2, 19, 29);
    expect(all().map(([code]) => code)).toEqual([12, 13, 19]);
    expect([queue.some((code) => code === 19), queue.some((code) => code === 11)]).toEqual([true, false]);
  });

  // 2^32: where 32 bits would begin anew. 2^49: the most of one class, of which the last one is pushed here.
  it.each([2 ** 32 - 20, 2 ** 49 - 40])(
    "keeps its order from the event number %d on, near the end of the clock",
    (first) => {
      const instant = fc.integer({ min: 0, max: 3 }).map((before) => Number.MAX_SAFE_INTEGER - before);
      const pushes = fc.array(fc.tuple(instant, fc.integer({ min: 0, max: 7 })), { minLength: 40, maxLength: 40 });
      fc.assert(
        fc.property(pushes, (events) => {
          const queue = new EventQueue(first);
          const numbers = new Set<number>();
          for (const [index, [time, eventClass]] of events.entries()) {
            queue.push(time, eventClass, 0, index);
            numbers.add(queue.pushed);
          }
          const order = events.map((_, index) => index);
          order.sort((a, b) => events[a]![0] - events[b]![0] || events[a]![1] - events[b]![1] || a - b);
          expect(subjectsInOrder(queue)).toEqual(order);
          expect(numbers.size).toBe(events.length);
        }),
      );
    },
  );
});
