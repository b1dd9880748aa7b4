import { describe, expect, it } from "vitest";
import { DAY, HOUR } from "../../src/engine/time.ts";
import { compileWorld } from "../../src/scenario/load.ts";
import { priceIn } from "../../src/scenario/money.ts";
import { showScenario } from "../../src/scenario/show.ts";
import { load } from "./scratchFiles.ts";

const JOBS = "workloads: {w: {arrivals: {at: [0 s]}, job: {service: 1 s}}}\ntime: {warmUp: 1 d}\n";

async function plansOf(text: string) {
  const scenario = await load(JOBS + text);
  return (await compileWorld(scenario.alternatives[0]!, scenario)).billingPlans;
}

describe("The services' plans", () => {
  it("need not be written: S1 begins with the measured window and has its published prices", async () => {
    expect(await plansOf("classic: {billingPlan: studio-s1}")).toEqual([
      {
        name: "studio-s1",
        fixed: { micro: 3_230_000n, per: BigInt(DAY) },
        period: 30 * DAY,
        from: DAY,
        includedHours: 25 * HOUR,
        includedTransactions: 100_000,
        overageHour: { micro: 2_000_000n, per: BigInt(HOUR) },
        overageTransaction: { micro: 500_000n, per: 1000n },
        granularity: 0,
        minimumCharge: 0,
        stops: false,
        reserved: null,
      },
    ]);
  });

  it("can be changed, by their name or as a preset of another", async () => {
    const text = "classic: {billingPlan: mine}\nbillingPlans: {mine: {preset: studio-s1, overageHour: 3 USD}}";
    const [mine] = await plansOf(text);
    expect(mine).toMatchObject({ name: "mine", includedHours: 25 * HOUR, overageHour: { micro: 3_000_000n } });
    const [s1] = await plansOf("classic: {billingPlan: studio-s1}\nbillingPlans: {studio-s1: {includedHours: 1}}");
    expect(s1).toMatchObject({ includedHours: HOUR, fixed: { micro: 3_230_000n } });
  });

  it.each([
    ["studio-devtest", { stops: true, includedHours: 2 * HOUR, includedTransactions: 1000, fixed: null }],
    ["studio-s2", { fixed: { micro: 32_260_000n, per: BigInt(DAY) } }],
    ["studio-s3", { overageTransaction: { micro: 100_000n, per: 1000n } }],
    ["classic-payg", { fixed: null, includedHours: 0, overageHour: { micro: 2_000_000n, per: BigInt(HOUR) } }],
    ["pay-per-hour", { fixed: null, granularity: 1_000_000 }],
  ])("%s is one", async (name, expected) => {
    expect((await plansOf(`classic: {billingPlan: ${name}}`))[0]).toMatchObject(expected);
  });

  it("stand whole in what show prints, which loads as the same scenario", async () => {
    const scenario = await load(`${JOBS}classic: {billingPlan: studio-s1}`);
    const shown = showScenario(scenario);
    expect(shown).toContain("price: 3.23 USD/d");
    expect((await load(shown)).hash).toBe(scenario.hash);
  });

  it("are left out where nothing is charged to them, unless something is reserved", async () => {
    const text = "billingPlans: {a: {price: 1 USD/d}, b: {reserved: {vms: 2, price: 0.08 USD/h}}}";
    expect((await plansOf(text)).map(({ name }) => name)).toEqual(["b"]);
  });
});

describe("A price", () => {
  it.each([
    ["3.23 USD/d", 1, 3_230_000n, BigInt(DAY)],
    ["0.14 USD/h", 1, 140_000n, BigInt(HOUR)],
    ["6 USD/min", 1, 6_000_000n, BigInt(HOUR) / 60n],
    ["0.5 USD", 1000, 500_000n, 1000n],
    ["1e-7 USD", 1, 1n, 10n],
    ["0.00000012 USD", 1, 12n, 100n],
    ["+2.5e3 EUR", 1, 2_500_000_000n, 1n],
  ])("of %s for %d is the fraction that it says", (text, units, micro, per) => {
    const price = priceIn(text, units);
    expect(price.micro * per).toBe(micro * price.per);
  });
});
