import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FillRule, FreeVms } from "../../../src/model/pool/freeVms.ts";
import { Vm } from "../../../src/model/pool/vm.ts";

function readyVm(ordinal: number, idleSince = 0): Vm {
  const vm = new Vm(ordinal);
  vm.ordinal = ordinal;
  vm.becomeReady(idleSince);
  return vm;
}

function freeVms(rule: Partial<FillRule>, vms: readonly Vm[]): FreeVms {
  const vmOf = (ordinal: number): Vm => vms.find((vm) => vm.ordinal === ordinal)!;
  const free = new FreeVms({ slotsPerVm: 1, fill: "pack", reuse: "mostRecentlyIdle", ...rule }, vmOf);
  for (const vm of vms) free.add(vm);
  return free;
}

/** Ordinals of the VMs that tasks take, one after the other. */
function chosen(free: FreeVms, tasks: number): number[] {
  return Array.from({ length: tasks }, () => {
    const vm = free.choose();
    free.hold(vm);
    return vm.ordinal;
  });
}

/** What the semantics say, by looking at all of them. */
function naiveChoice(vms: readonly Vm[], { slotsPerVm, fill, reuse }: FillRule): Vm | undefined {
  const idleRank = (vm: Vm): number => {
    if (vm.used > 0) return 0;
    return reuse === "mostRecentlyIdle" ? -vm.idleSince : vm.idleSince;
  };
  const fillRank = (vm: Vm): number => (fill === "pack" ? -vm.used : vm.used);
  return vms
    .filter((vm) => vm.used < slotsPerVm)
    .sort((a, b) => fillRank(a) - fillRank(b) || idleRank(a) - idleRank(b) || a.ordinal - b.ordinal)[0];
}

describe("Free VMs", () => {
  it("take tasks by the lowest ordinal when nothing else tells them apart", () => {
    expect(
      chosen(
        freeVms(
          {},
          [2, 0, 1].map((ordinal) => readyVm(ordinal)),
        ),
        3,
      ),
    ).toEqual([0, 1, 2]);
  });

  it("take them one VM after the other under pack, and evenly under spread", () => {
    const vms = (): Vm[] => [0, 1, 2].map((ordinal) => readyVm(ordinal));
    expect(chosen(freeVms({ slotsPerVm: 2, fill: "pack" }, vms()), 6)).toEqual([0, 0, 1, 1, 2, 2]);
    expect(chosen(freeVms({ slotsPerVm: 2, fill: "spread" }, vms()), 6)).toEqual([0, 1, 2, 0, 1, 2]);
  });

  it.each([
    ["mostRecentlyIdle", [1, 2, 0]],
    ["longestIdle", [0, 2, 1]],
  ] as const)("under %s reuse idle ones in that order", (reuse, order) => {
    const vms = [readyVm(0, 10), readyVm(1, 30), readyVm(2, 20)];
    expect(chosen(freeVms({ reuse }, vms), 3)).toEqual(order);
  });

  it("look at how full a VM is before how long it is idle", () => {
    const vms = [readyVm(0, 0), readyVm(1, 50)];
    const free = freeVms({ slotsPerVm: 2, fill: "pack" }, vms);
    free.hold(vms[0]!);
    expect(free.choose().ordinal).toBe(0);
    const spread = freeVms({ slotsPerVm: 2, fill: "spread", reuse: "longestIdle" }, [readyVm(0, 0), readyVm(1, 50)]);
    spread.hold(spread.choose());
    expect(spread.choose().ordinal).toBe(1);
  });

  it("count free slots", () => {
    const vms = [readyVm(0), readyVm(1)];
    const free = freeVms({ slotsPerVm: 3 }, vms);
    expect(free.slots).toBe(6);
    free.hold(vms[0]!);
    expect(free.slots).toBe(5);
    free.remove(vms[0]!);
    expect(free.slots).toBe(3);
    free.hold(vms[1]!);
    free.release(vms[1]!);
    expect(free.slots).toBe(3);
  });

  it("agree with looking at all of them", () => {
    const rule: fc.Arbitrary<FillRule> = fc.record({
      slotsPerVm: fc.integer({ min: 1, max: 4 }),
      fill: fc.constantFrom("pack", "spread"),
      reuse: fc.constantFrom("mostRecentlyIdle", "longestIdle"),
    });
    const step = fc.record({
      kind: fc.constantFrom("add", "hold", "hold", "hold", "release", "release", "remove"),
      pick: fc.nat(),
      pause: fc.integer({ min: 0, max: 2 }),
    });
    fc.assert(
      fc.property(rule, fc.array(step, { maxLength: 150, size: "max" }), (told, steps) => {
        const vms: Vm[] = [];
        const free = new FreeVms(told, (sought) => vms.find((vm) => vm.ordinal === sought)!);
        let now = 0;
        let ordinal = 0;
        for (const { kind, pick, pause } of steps) {
          now += pause;
          const holding = vms.filter((vm) => vm.used > 0);
          if (kind === "add") {
            // Ordinals are those of the requests: the later one may be ready first.
            const vm = readyVm(ordinal++ ^ 1, now);
            vms.push(vm);
            free.add(vm);
          } else if (kind === "hold" && free.slots > 0) {
            const chosen = naiveChoice(vms, told)!;
            if (pick % 2 === 0) free.hold(chosen);
            else expect(free.next()).toBe(chosen);
          } else if (kind === "release" && holding.length > 0) {
            const vm = holding[pick % holding.length]!;
            if (vm.used === 1) vm.idleSince = now;
            free.release(vm);
          } else if (kind === "remove" && vms.length > 0) {
            const [vm] = vms.splice(pick % vms.length, 1);
            free.remove(vm!);
          }
          expect(free.slots).toBe(vms.reduce((sum, vm) => sum + told.slotsPerVm - vm.used, 0));
          if (free.slots > 0) expect(free.choose().ordinal).toBe(naiveChoice(vms, told)!.ordinal);
        }
      }),
      { numRuns: 200 },
    );
  });
});
