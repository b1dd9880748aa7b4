import { describe, expect, it } from "vitest";
import { billingPlanSchema } from "../../src/scenario/billingPlanSchema.ts";
import { classicSchema } from "../../src/scenario/classicSchema.ts";
import { poolSchema } from "../../src/scenario/poolSchema.ts";
import { UNTOLD_CLASSIC, UNTOLD_LOW_PRIORITY, UNTOLD_PLAN } from "../../src/scenario/untold.ts";

describe("a part of which a file says nothing is as the schema fills in an empty one", () => {
  it("the classic service", () => expect(classicSchema.parse({})).toEqual(UNTOLD_CLASSIC));

  it("VMs of low priority", () => {
    const pool = poolSchema.parse({ vms: 1, slotsPerVm: 1, vmSize: { cores: 1 }, lowPriority: {} });
    expect(pool.lowPriority).toEqual(UNTOLD_LOW_PRIORITY);
  });

  it("a billing plan", () => expect(billingPlanSchema.parse({})).toEqual(UNTOLD_PLAN));
});
