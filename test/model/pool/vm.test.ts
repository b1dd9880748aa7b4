import { describe, expect, it } from "vitest";
import { NOT_YET } from "../../../src/model/jobTable.ts";
import { Vm, type VmRequest } from "../../../src/model/pool/vm.ts";
import { Window } from "../../../src/model/window.ts";

const ALWAYS = new Window(0, 1_000_000);

function hoursOf({ busy, idle, leaving }: Vm): readonly [number, number, number] {
  return [busy, idle, leaving];
}

describe("A VM", () => {
  it("is paid for nothing before it is ready", () => {
    const vm = new Vm(0);
    vm.book(30, ALWAYS);
    expect([vm.ready, ...hoursOf(vm)]).toEqual([NOT_YET, 0, 0, 0]);
  });

  it("is idle from its ready instant", () => {
    const vm = new Vm(0);
    vm.becomeReady(50);
    vm.book(80, ALWAYS);
    expect([vm.idleSince, ...hoursOf(vm)]).toEqual([50, 0, 30, 0]);
  });

  it("is busy while any task computes, however many do", () => {
    const vm = new Vm(0);
    vm.becomeReady(0);
    vm.taskStarts(10, ALWAYS);
    vm.taskStarts(15, ALWAYS);
    vm.taskEnds(20, ALWAYS);
    vm.taskEnds(40, ALWAYS);
    vm.book(45, ALWAYS);
    expect([vm.tasks, ...hoursOf(vm)]).toEqual([2, 30, 15, 0]);
  });

  it("leaves without being idle, and is paid for nothing once it is deleted", () => {
    const vm = new Vm(0);
    vm.becomeReady(0);
    vm.taskStarts(0, ALWAYS);
    vm.left = 10; // takes no new tasks; its last one goes on
    vm.taskEnds(30, ALWAYS);
    vm.book(42, ALWAYS);
    vm.deleted = 42;
    vm.book(90, ALWAYS);
    expect(hoursOf(vm)).toEqual([30, 0, 12]);
  });

  it("counts only what lies in the measured window", () => {
    const window = new Window(100, 200);
    const vm = new Vm(0);
    vm.becomeReady(0);
    vm.taskStarts(40, window);
    vm.taskEnds(130, window);
    vm.book(200, window);
    expect(hoursOf(vm)).toEqual([30, 70, 0]);
  });

  it("is as new when its berth has another one", () => {
    const request: VmRequest = {
      ...{ ordinal: 7, requested: 500, starts: 540, readyAt: 550, deprovisioning: 3, billingPlan: "s1" },
      ...{ lowPriority: true, replaces: "evicted", lifetime: 900, untilBreakdown: 800, startFails: false },
    };
    const fresh = new Vm(2);
    fresh.begin(request);
    const used = new Vm(2);
    used.begin({ ...request, ordinal: 1, requested: 0, billingPlan: null, startFails: true });
    used.becomeReady(50);
    for (let task = 0; task < 3; task++) used.taskStarts(60, ALWAYS);
    used.taskTransfers(70, ALWAYS);
    used.taskTransfers(75, ALWAYS);
    used.taskEnds(80, ALWAYS, true);
    used.taskEnds(90, ALWAYS);
    Object.assign(used, { used: 1, pull: 4, breakdownEvent: 9, unusable: true, left: 100, endReason: "breakdown" });
    used.book(120, ALWAYS);
    used.deleted = 120;
    used.begin(request);
    // When it became idle, and what timers noted, is told anew before it is asked for.
    expect({ ...used, idleSince: 0 }).toEqual({ ...fresh, idleSince: 0 });
    used.becomeReady(600);
    used.book(610, ALWAYS);
    expect([used.idleSince, ...hoursOf(used)]).toEqual([600, 0, 10, 0]);
  });
});
