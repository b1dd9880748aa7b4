import { describe, expect, it } from "vitest";
import { NOT_YET } from "../../../src/model/jobTable.ts";
import { Vm } from "../../../src/model/pool/vm.ts";
import { Window } from "../../../src/model/window.ts";

const ALWAYS = new Window(0, 1_000_000);

function hoursOf({ busy, idle, leaving }: Vm): readonly [number, number, number] {
  return [busy, idle, leaving];
}

describe("A VM", () => {
  it("is paid for nothing before it is ready", () => {
    const vm = new Vm(0, 0, 40, 50);
    vm.book(30, ALWAYS);
    expect([vm.ready, ...hoursOf(vm)]).toEqual([NOT_YET, 0, 0, 0]);
  });

  it("is idle from its ready instant", () => {
    const vm = new Vm(0, 0, 40, 50);
    vm.becomeReady(50);
    vm.book(80, ALWAYS);
    expect([vm.idleSince, ...hoursOf(vm)]).toEqual([50, 0, 30, 0]);
  });

  it("is busy while any task computes, however many do", () => {
    const vm = new Vm(0, 0, 0, 0);
    vm.becomeReady(0);
    vm.taskStarts(10, ALWAYS);
    vm.taskStarts(15, ALWAYS);
    vm.taskEnds(20, ALWAYS);
    vm.taskEnds(40, ALWAYS);
    vm.book(45, ALWAYS);
    expect([vm.tasks, ...hoursOf(vm)]).toEqual([2, 30, 15, 0]);
  });

  it("leaves without being idle, and is paid for nothing once it is deleted", () => {
    const vm = new Vm(0, 0, 0, 0);
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
    const vm = new Vm(0, 0, 0, 0);
    vm.becomeReady(0);
    vm.taskStarts(40, window);
    vm.taskEnds(130, window);
    vm.book(200, window);
    expect(hoursOf(vm)).toEqual([30, 70, 0]);
  });
});
