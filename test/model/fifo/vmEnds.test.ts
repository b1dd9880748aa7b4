import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { VmEnds } from "../../../src/model/fifo/vmEnds.ts";

type Reuse = "mostRecentlyIdle" | "longestIdle";

/**
 * Time goes on by `gap`; then a job comes, or a VM does, or the VM leaves that is so far up in the order of their ordinals. VMs
 * do so once those that came before have theirs.
 */
type Step = { readonly gap: number } & (
  | { readonly service: number }
  | { readonly leaves: number }
  | { readonly comes: true }
);

/** By job the ordinal of its VM, or by leave when that is free, null where it is, by looking at all of them: the semantics' words. */
function naive(freeFrom: readonly number[], reuse: Reuse, steps: readonly Step[]): (number | null)[] {
  const vms = freeFrom.map((since, ordinal) => ({ since, ordinal }));
  let ordinals = vms.length;
  let now = 0;
  let last = 0;
  return steps.flatMap((step) => {
    now += step.gap;
    if (!("service" in step)) now = Math.max(now, last);
    if ("comes" in step) {
      vms.push({ since: now, ordinal: ordinals++ });
      return [];
    }
    if (vms.length === 0) return [];
    if ("leaves" in step) {
      const [{ since } = { since: 0 }] = vms.splice(step.leaves % vms.length, 1);
      return [since <= now ? null : since];
    }
    const idle = vms.filter(({ since }) => since <= now);
    const sign = reuse === "longestIdle" || idle.length === 0 ? 1 : -1;
    const [vm] = (idle.length > 0 ? idle : [...vms]).sort(
      (a, b) => sign * (a.since - b.since) || a.ordinal - b.ordinal,
    );
    last = Math.max(now, vm!.since);
    vm!.since = last + step.service;
    return [vm!.ordinal];
  });
}

function taken(freeFrom: readonly number[], reuse: Reuse, steps: readonly Step[]): (number | null)[] {
  const ends = new VmEnds(reuse);
  // The number of one that left is the next one's.
  const vms = freeFrom.map((_, vm) => ({ vm, ordinal: vm }));
  const spare: number[] = [];
  let ordinals = vms.length;
  let now = 0;
  let last = 0;
  for (const { vm, ordinal } of vms) ends.add(vm, ordinal, freeFrom[vm]!);
  return steps.flatMap((step) => {
    now += step.gap;
    if (!("service" in step)) now = Math.max(now, last);
    if ("comes" in step) {
      const vm = spare.pop() ?? vms.length;
      vms.push({ vm, ordinal: ordinals });
      ends.add(vm, ordinals++, now);
      return [];
    }
    if (vms.length === 0) return [];
    if ("leaves" in step) {
      ends.freeBy(now);
      const [{ vm } = { vm: 0 }] = vms.splice(step.leaves % vms.length, 1);
      spare.push(vm);
      const free = ends.remove(vm);
      return [free === Number.POSITIVE_INFINITY ? null : free];
    }
    last = ends.freeFrom(now);
    const vm = ends.take();
    ends.occupy(vm, last, last + step.service);
    return [vms.find((each) => each.vm === vm)!.ordinal];
  });
}

describe("VMs and when they are free", () => {
  it("take jobs as the pool's `reuse` says; of several that became free together the lowest is first", () => {
    const jobs = [0, 0, 0, 10, 0, 2].map((gap) => ({ gap, service: 10 }));
    // All are free from 0 on; at 10 they are free again, together, and the third stays so until 12.
    expect(taken([0, 0, 0], "mostRecentlyIdle", jobs)).toEqual([0, 1, 2, 0, 1, 2]);
    const gaps = [0, 0, 5, 15, 1].map((gap) => ({ gap, service: 3 }));
    // VMs 0 and 1 are free from 3 on; 0 serves again until 8, and is then the last that became so.
    expect(taken([0, 0], "mostRecentlyIdle", gaps)).toEqual([0, 1, 0, 0, 1]);
    expect(taken([0, 0], "longestIdle", gaps)).toEqual([0, 1, 0, 1, 0]);
  });

  it("are those that a search of all of them finds, while they come and leave", () => {
    const gap = fc.nat({ max: 4 });
    const steps = fc.array(
      fc.oneof(
        { weight: 8, arbitrary: fc.record({ gap, service: fc.integer({ min: 1, max: 9 }) }) },
        { weight: 1, arbitrary: fc.record({ gap, leaves: fc.nat() }) },
        { weight: 1, arbitrary: fc.record({ gap, comes: fc.constant(true as const) }) },
      ),
      { maxLength: 120 },
    );
    const reuse = fc.constantFrom<Reuse>("mostRecentlyIdle", "longestIdle");
    const freeFrom = fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(freeFrom, reuse, steps, (from, how, all) => {
        expect(taken(from, how, all)).toEqual(naive(from, how, all));
      }),
      { numRuns: 500 },
    );
  });
});
