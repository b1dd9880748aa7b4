import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NEVER } from "../../../src/engine/time.ts";
import { Vm } from "../../../src/model/pool/vm.ts";
import { IdleTimers } from "../../../src/model/scaling/idleTimers.ts";

const VMS = 6;

function readyVms(): readonly Vm[] {
  return Array.from({ length: VMS }, (_, ordinal) => {
    const vm = new Vm(ordinal);
    vm.ordinal = ordinal;
    vm.used = 1;
    vm.becomeReady(0);
    return vm;
  });
}

/** Timeouts that never repeat, so that it shows who drew which. */
function timeouts(): () => number {
  let drawn = 0;
  return () => 40 + ((7 * drawn++) % 50);
}

/** What the semantics say, by looking at all VMs at the end of each instant. */
class NaiveTimers {
  readonly #timeout = timeouts();
  #timed = new Map<Vm, { readonly since: number; readonly up: number }>();

  settle(vms: readonly Vm[], now: number, count: number): void {
    const idle = vms
      .filter((vm) => vm.serves && vm.used === 0)
      .sort((a, b) => a.idleSince - b.idleSince || a.ordinal - b.ordinal);
    const before = this.#timed;
    this.#timed = new Map(
      idle.slice(0, count).map((vm) => {
        const kept = before.get(vm);
        if (kept?.since === vm.idleSince) return [vm, kept];
        return [vm, { since: vm.idleSince, up: now + this.#timeout() }];
      }),
    );
  }

  /** When each timer is up, in that order. */
  get up(): readonly (readonly [number, number])[] {
    return [...this.#timed]
      .map(([vm, { up }]) => [up, vm.idleSince, vm.ordinal] as const)
      .sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
      .map(([up, , ordinal]) => [up, ordinal]);
  }
}

/** A VM is taken, given back or leaves; or an instant ends, so many VMs carry a timer, and some time passes (or none). */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ change: fc.constantFrom("turn", "turn", "leave"), vm: fc.nat(VMS - 1) }) },
  { weight: 4, arbitrary: fc.record({ count: fc.nat(VMS), gap: fc.nat(2) }) },
);

describe("Idle timers", () => {
  it("run for the longest idle VMs, as the semantics say", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const vms = readyVms();
        const timers = new IdleTimers(timeouts());
        const naive = new NaiveTimers();
        let now = 1;
        for (const each of steps) {
          if ("count" in each) {
            timers.settle(now, each.count);
            naive.settle(vms, now, each.count);
            const [first] = naive.up;
            expect(first ?? [NEVER, -1]).toEqual([timers.next, first === undefined ? -1 : timers.first.ordinal]);
            now += each.gap;
            continue;
          }
          const vm = vms[each.vm]!;
          if (each.change === "leave") vm.left = now;
          else vm.used = 1 - vm.used;
          if (vm.used === 0) vm.idleSince = now;
          timers.touch(vm);
        }
        // Those whose timer is up leave one after the other: all that run are seen, in order.
        const expected = naive.up;
        for (const [up, ordinal] of expected) {
          // Nothing is settled in between but what leaves.
          if (steps.length === 0 || !("count" in steps.at(-1)!)) break;
          expect([timers.next, timers.first.ordinal]).toEqual([up, ordinal]);
          const { first } = timers;
          first.left = now;
          timers.touch(first);
          timers.settle(now, expected.length - expected.findIndex(([, other]) => other === ordinal) - 1);
        }
      }),
      { numRuns: 2000, seed: 1 },
    );
  });
});
