import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { VmEnds } from "../../../src/model/fifo/vmEnds.ts";

type Reuse = "mostRecentlyIdle" | "longestIdle";

/** Which VM takes each job, by looking at all of them: the semantics' words. */
function naive(freeFrom: readonly number[], reuse: Reuse, jobs: readonly { now: number; service: number }[]): number[] {
  const since = [...freeFrom];
  return jobs.map(({ now, service }) => {
    const vms = since.map((_, vm) => vm);
    const idle = vms.filter((vm) => since[vm]! <= now);
    const sign = reuse === "longestIdle" || idle.length === 0 ? 1 : -1;
    const [vm] = (idle.length > 0 ? idle : vms).sort((a, b) => sign * (since[a]! - since[b]!) || a - b);
    since[vm!] = Math.max(now, since[vm!]!) + service;
    return vm!;
  });
}

function taken(freeFrom: readonly number[], reuse: Reuse, jobs: readonly { now: number; service: number }[]): number[] {
  const ends = new VmEnds(freeFrom, reuse);
  return jobs.map(({ now, service }) => {
    ends.freeBy(now);
    const isIdle = ends.idle > 0;
    const slot = isIdle ? now : ends.earliest;
    const vm = isIdle ? ends.takeIdle() : ends.takeNext();
    ends.occupy(vm, slot + service);
    return vm;
  });
}

describe("VMs and when they are free", () => {
  it("take jobs as the pool's `reuse` says; of several that became free together the lowest is first", () => {
    const jobs = [0, 0, 0, 10, 10, 12].map((now) => ({ now, service: 10 }));
    // All are free from 0 on; at 10 they are free again, together, and the third stays so until 12.
    expect(taken([0, 0, 0], "mostRecentlyIdle", jobs)).toEqual([0, 1, 2, 0, 1, 2]);
    const gaps = [0, 0, 5, 20, 21].map((now) => ({ now, service: 3 }));
    // VMs 0 and 1 are free from 3 on; 0 serves again until 8, and is then the last that became so.
    expect(taken([0, 0], "mostRecentlyIdle", gaps)).toEqual([0, 1, 0, 0, 1]);
    expect(taken([0, 0], "longestIdle", gaps)).toEqual([0, 1, 0, 1, 0]);
  });

  it("are those that a search of all of them finds", () => {
    const jobs = fc.array(fc.record({ gap: fc.nat({ max: 4 }), service: fc.integer({ min: 1, max: 9 }) }), {
      maxLength: 80,
    });
    const reuse = fc.constantFrom<Reuse>("mostRecentlyIdle", "longestIdle");
    const freeFrom = fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(freeFrom, reuse, jobs, (from, how, gaps) => {
        let now = 0;
        const at = gaps.map(({ gap, service }) => {
          now += gap;
          return { now, service };
        });
        expect(taken(from, how, at)).toEqual(naive(from, how, at));
      }),
    );
  });
});
