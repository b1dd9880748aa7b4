import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IdleVms } from "../../../src/model/pool/idleVms.ts";

interface Idle {
  readonly ordinal: number;
  readonly since: number;
}

/** What the semantics say of the next to be used, by looking at all of them. */
function naive(idle: readonly Idle[], reuse: "mostRecentlyIdle" | "longestIdle"): number {
  const sign = reuse === "mostRecentlyIdle" ? -1 : 1;
  return idle.toSorted((a, b) => sign * (a.since - b.since) || a.ordinal - b.ordinal)[0]!.ordinal;
}

describe.each(["mostRecentlyIdle", "longestIdle"] as const)("Idle VMs used %s first", (reuse) => {
  it("agree with looking at all of them, though many become idle together, or are told of late", () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("add" as const), count: fc.nat(90), pause: fc.integer({ min: -1, max: 2 }) }),
      fc.record({ kind: fc.constantFrom("pop" as const, "remove" as const), count: fc.nat(60), pause: fc.nat() }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.nat(), (steps, seed) => {
        const vms = new IdleVms(reuse);
        const idle: Idle[] = [];
        let since = 10;
        let mixed = seed;
        for (const { kind, count, pause } of steps) {
          if (kind === "add") since += pause;
          for (let i = 0; i < count; i++) {
            mixed = (Math.imul(mixed, 1_664_525) + 1_013_904_223) >>> 0;
            const ordinal = mixed % 500;
            if (kind === "add" && !idle.some((vm) => vm.ordinal === ordinal)) {
              vms.add(ordinal, since);
              idle.push({ ordinal, since });
            } else if (kind === "pop" && idle.length > 0) {
              const next = naive(idle, reuse);
              expect(vms.top).toBe(next);
              expect(vms.pop()).toBe(next);
              idle.splice(
                idle.findIndex((vm) => vm.ordinal === next),
                1,
              );
            } else if (kind === "remove" && idle.length > 0) {
              const [vm] = idle.splice(mixed % idle.length, 1);
              vms.remove(vm!.ordinal, vm!.since);
            }
          }
          expect(vms.size).toBe(idle.length);
          if (idle.length > 0) expect(vms.top).toBe(naive(idle, reuse));
        }
      }),
      { numRuns: 60 },
    );
  });
});
