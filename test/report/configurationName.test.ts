import { describe, expect, it } from "vitest";
import { namesBeside } from "../../src/report/configurationName.ts";

const of = (max: number, idleTimeout: string, vmSize: string) => ({
  "pools.own.scaling.onDemand.max": max,
  "pools.own.scaling.onDemand.idleTimeout": idleTimeout,
  "pools.own.vmSize": vmSize,
});

describe("names beside an answer", () => {
  it("tell only what sets each apart, where several paths were chosen", () => {
    const others = [of(8, "1 min", "big"), of(6, "5 min", "big")];
    expect(namesBeside(of(6, "1 min", "big"), others, 26)).toEqual([
      "max=8, idleTimeout=1 min",
      "max=6, idleTimeout=5 min",
    ]);
    expect(namesBeside(of(6, "1 min", "big"), [of(8, "1 min", "big")], 26)).toEqual(["max=8"]);
  });

  it("stay apart where they are too long", () => {
    const names = namesBeside(null, [of(6, "5 min", "big"), of(8, "1 min", "small"), of(6, "1 min", "small")], 26);
    expect(new Set(names).size).toBe(3);
    expect(Math.max(...names.map(({ length }) => length))).toBe(26);
  });

  it("name the paths by as much as tells them apart, and a number of VMs as such", () => {
    const pools = [1, 2].map((vms) => ({ "pools.a.vms": vms, "pools.b.vms": 3 }));
    expect(namesBeside(pools[0]!, [pools[1]!], 26)).toEqual(["a.vms=2"]);
    expect(namesBeside(null, pools, 26)).toEqual(["a.vms=1, b.vms=3", "a.vms=2, b.vms=3"]);
    expect(namesBeside({ "pools.a.vms": 1 }, [{ "pools.a.vms": 2 }], 26)).toEqual(["2 VMs"]);
  });
});
