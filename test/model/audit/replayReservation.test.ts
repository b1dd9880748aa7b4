import { describe, expect, it } from "vitest";
import type { ReplayJob } from "../../../src/model/audit/replayJob.ts";
import { delays, type ExpectedVm } from "../../../src/model/audit/replayReservation.ts";

function first(width: number, together = false): ReplayJob {
  return { width, together } as ReplayJob;
}

/** Two VMs of two slots: one slot of the first is expected back at 10, one of the second at 20; the others are free. */
const vms: readonly ExpectedVm[] = [
  { vm: 0, free: 1, held: [{ slots: 1, until: 10 }] },
  { vm: 1, free: 1, held: [{ slots: 1, until: 20 }] },
];

describe("Whether a task that passes delays the first in line", () => {
  it.each([
    ["it is through in time", { vm: 0, slots: 1, until: 10 }, false],
    ["it takes a tick more", { vm: 0, slots: 1, until: 11 }, true],
    ["it takes a tick more, on several VMs", { vm: null, slots: 2, until: 11 }, true],
  ])("three slots, free at 10: %s", (_name, passer, is) => {
    expect(delays(first(3), passer, vms, 5)).toBe(is);
  });

  it.each([
    ["takes it", { vm: 0, slots: 1, until: 11 }, true],
    ["takes the other one", { vm: 1, slots: 1, until: 99 }, false],
    ["is through in time", { vm: 0, slots: 1, until: 10 }, false],
  ])("two slots of one VM, the first at 10: a task that %s", (_name, passer, is) => {
    expect(delays(first(2, true), passer, vms, 5)).toBe(is);
  });

  it("takes what is overdue as free at any moment", () => {
    expect(delays(first(4), { vm: 0, slots: 1, until: 30 }, vms, 25)).toBe(true);
    expect(delays(first(3), { vm: 0, slots: 1, until: 30 }, vms, 25)).toBe(false);
  });

  it("promises nothing where the VMs are too few", () => {
    expect(delays(first(5), { vm: 0, slots: 1, until: 1000 }, vms, 5)).toBe(false);
  });
});
