import { describe, expect, it } from "vitest";
import { exponential } from "../../../src/engine/distributions/exponential.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../../src/engine/time.ts";
import { checkBill } from "../../../src/model/audit/billCheck.ts";
import type { BillingPlanSpec } from "../../../src/model/billing/billingPlanSpec.ts";
import { usageOf } from "../../../src/model/billing/usage.ts";
import { roundedLedger } from "../../../src/model/billing/vmRounding.ts";
import { Window } from "../../../src/model/window.ts";
import { runWorld } from "../../../src/model/world.ts";
import { type AuditedRun, classic, pool, run, variate, workers, workload, world } from "../worldFixture.ts";

const DOLLAR = 1_000_000n;

/** A plan of periods of 30 days from time 0 that charges nothing, unless told otherwise. */
function plan(name: string, over: Partial<BillingPlanSpec> = {}): BillingPlanSpec {
  return {
    name,
    fixed: null,
    period: 30 * DAY,
    from: 0,
    includedHours: 0,
    includedTransactions: 0,
    overageHour: null,
    overageTransaction: null,
    granularity: 0,
    minimumCharge: 0,
    stops: false,
    reserved: null,
    ...over,
  };
}

const perHour = (micro: bigint) => ({ micro, per: BigInt(HOUR) });
const perDay = (micro: bigint) => ({ micro, per: BigInt(DAY) });
/** As published: 3.23 a day, 25 h and 100,000 transactions included, then 2 an hour and 0.50 a thousand. */
const S1 = plan("s1", {
  fixed: perDay(3_230_000n),
  includedHours: 25 * HOUR,
  includedTransactions: 100_000,
  overageHour: perHour(2n * DOLLAR),
  overageTransaction: { micro: 500_000n, per: 1000n },
});

/** `[plan, period, item, quantity, amount in micro-dollars]` of each line. */
function lines({ result }: AuditedRun) {
  return result.bill.map(({ billingPlan, period, item, quantity, amount }) => [
    billingPlan,
    period,
    item,
    quantity,
    amount,
  ]);
}

describe("The published examples", () => {
  it("charge 100 jobs a day for 31 days, of 500 rows of 0.72 s each, 1.55 and 620.00: 621.55", () => {
    const overage = plan("payg", { overageHour: S1.overageHour, overageTransaction: S1.overageTransaction });
    const ran = run({
      horizon: 31 * DAY,
      classic: classic({ fleet: workers(100), billingPlan: "payg" }),
      billingPlans: [{ ...overage, period: 31 * DAY }],
      workloads: [
        workload("a", { at: Array.from({ length: 31 }, (_, day) => day * DAY), batch: 100, service: 360 * SECOND }),
      ],
    });
    expect(lines(ran)).toEqual([
      ["payg", 1, "overage hours", 310, 620n * DOLLAR],
      ["payg", 1, "overage transactions", 3100, 1_550_000n],
    ]);
    expect(ran.value("cost.total")).toBe(621.55);
  });

  it.each([0, 1000])("charge 2 VMs for 24 h on a fresh S1 46.00 of overage, with %d jobs", (jobs) => {
    const ran = run({
      horizon: DAY,
      pools: [pool("p", { vms: 2, billingPlan: "s1", pricePerHour: 140_000 })],
      billingPlans: [S1],
      workloads: [workload("a", { at: jobs === 0 ? [] : [0], batch: jobs, service: MINUTE, pool: "p" })],
    });
    expect(lines(ran)).toEqual([
      ["s1", 1, "fixed price", 1, 3_230_000n],
      ["s1", 1, "included hours", 25, 0n],
      ["s1", 1, "overage hours", 23, 46n * DOLLAR],
    ]);
  });
});

describe("Periods", () => {
  it("begin anew at their borders, and what is left of one is lost", () => {
    // Two workers for two days of 24 h periods of which the first begins at 12:00: 12, 24, 12 h of each.
    const ran = run({
      horizon: 2 * DAY,
      classic: classic({ fleet: workers(2), billingPlan: "a" }),
      billingPlans: [plan("a", { period: DAY, from: DAY / 2, includedHours: 30 * HOUR, overageHour: perHour(DOLLAR) })],
      workloads: [workload("w", { at: [0], batch: 2, service: 2 * DAY })],
    });
    expect(lines(ran)).toEqual([
      ["a", 1, "included hours", 24, 0n],
      ["a", 1, "unpriced transactions", 2, 0n],
      ["a", 2, "included hours", 30, 0n],
      ["a", 2, "overage hours", 18, 18n * DOLLAR],
      ["a", 3, "included hours", 24, 0n],
    ]);
  });

  it("count what lies inside the window only, and begin with it", () => {
    const ran = run({
      warmUp: 10 * HOUR,
      horizon: 4 * HOUR,
      pools: [pool("p", { billingPlan: "a" })],
      billingPlans: [plan("a", { from: 10 * HOUR, includedHours: HOUR, overageHour: perHour(DOLLAR) })],
    });
    expect(lines(ran)).toEqual([
      ["a", 1, "included hours", 1, 0n],
      ["a", 1, "overage hours", 3, 3n * DOLLAR],
    ]);
  });

  it("charge jobs that are simulated one by one as those that are simulated by events", () => {
    const spec = world({
      horizon: DAY,
      classic: classic({ fleet: workers(3), billingPlan: "s1" }),
      billingPlans: [{ ...S1, includedHours: HOUR, includedTransactions: 5 }],
      workloads: [
        workload("w", {
          arrivals: { kind: "renewal", interval: exponential({ mean: HOUR }), batch: variate(1), limit: 1e9 },
          service: exponential({ mean: 2 * HOUR }),
        }),
      ],
    });
    const bill = (engine: "auto" | "events") => runWorld(spec, { replication: 0, jobs: false, audit: false, engine });
    expect(bill("auto").bill).toEqual(bill("events").bill);
    expect(bill("auto").metrics["cost.total"]!.value).toBeGreaterThan(3.23);
  });
});

describe("A bill", () => {
  it("has VMs at their own price where they have no plan, a line a pool", () => {
    const ran = run({
      horizon: 2 * DAY,
      pools: [pool("p", { vms: 2, pricePerHour: 140_000 }), pool("q", { pricePerHour: 1e6 / 24 })],
    });
    expect(lines(ran)).toEqual([
      [null, 1, "VM hours of p", 96, 13_440_000n],
      // 1 a day, which is no whole number of micro-dollars an hour.
      [null, 1, "VM hours of q", 48, 2n * DOLLAR],
    ]);
    expect([ran.value("cost.total"), ran.value("byPool.q.cost.total")]).toEqual([15.44, 2]);
  });

  it("is null where something that is used has no price", () => {
    const ran = run({ pools: [pool("p"), pool("q", { pricePerHour: 1 })] });
    expect([ran.value("cost.total"), ran.value("byPool.p.cost.total")]).toEqual([null, null]);
    expect(ran.value("byPool.q.cost.total")).toBe(0);
    expect(ran.result.warnings).toEqual(["no cost is told: pool p has neither a billing plan nor a vmSize.price."]);
  });

  it("has the fixed price of a plan only where something is charged to it, and what is reserved in any case", () => {
    const reserved = { vms: 3, price: perHour(DOLLAR) };
    const ran = run({ horizon: DAY, billingPlans: [plan("a", { fixed: perDay(5n * DOLLAR), reserved })] });
    expect(lines(ran)).toEqual([["a", 1, "reserved VMs", 72, 72n * DOLLAR]]);
    expect([ran.value("cost.byPlan.a"), ran.value("cost.idle")]).toEqual([72, 72]);
  });

  it("covers as many VMs as are reserved, at each instant", () => {
    // Ready at 0, 1 and 2 h of 4: two are reserved, so the third is over from 2 h on.
    const ran = run({
      horizon: 4 * HOUR,
      pools: [pool("p", { vms: 3, provisioning: [0, HOUR, 2 * HOUR], billingPlan: "a" })],
      billingPlans: [plan("a", { reserved: { vms: 2, price: perHour(10n) }, overageHour: perHour(1000n) })],
    });
    expect(lines(ran)).toEqual([
      ["a", 1, "reserved VMs", 8, 80n],
      ["a", 1, "hours on reserved VMs", 7, 0n],
      ["a", 1, "overage hours", 2, 2000n],
    ]);
  });

  it("warns where more is used than is included, and has no price", () => {
    const ran = run({
      horizon: DAY,
      classic: classic({ billingPlan: "a" }),
      billingPlans: [plan("a", { includedHours: HOUR, fixed: perDay(DOLLAR) })],
      workloads: [workload("w", { at: [0], service: 2 * HOUR })],
    });
    expect(ran.value("cost.total")).toBe(1);
    expect(ran.result.warnings).toEqual([
      "billing plan a has no price for hours (write overageHour) beyond what it includes: they cost nothing here.",
    ]);
  });

  it("does not count a rejected job as a transaction", () => {
    const ran = run({
      horizon: DAY,
      classic: classic({ maxQueued: 0, billingPlan: "a" }),
      billingPlans: [plan("a", { overageTransaction: { micro: 7n, per: 1n } })],
      workloads: [workload("w", { at: [0, 0, 0], service: HOUR })],
    });
    expect(lines(ran)).toEqual([
      ["a", 1, "unpriced hours", 1, 0n],
      ["a", 1, "overage transactions", 1, 7n],
    ]);
  });
});

describe("Who bears the cost", () => {
  // One plan at 1 an hour: 4 VM-hours, of which x computes 1 h and y 2 h, and 1 h of x in the classic service.
  const ran = run({
    horizon: 4 * HOUR,
    classic: classic({ billingPlan: "a" }),
    pools: [pool("p", { billingPlan: "a" })],
    billingPlans: [plan("a", { overageHour: perHour(DOLLAR), fixed: perDay(30n * DOLLAR) })],
    workloads: [
      workload("w", { at: [0], service: HOUR, pool: "p", tenant: "x" }),
      workload("v", { at: [0], service: 2 * HOUR, pool: "p", tenant: "y" }),
      workload("u", { at: [0], service: HOUR, tenant: "x" }),
    ],
  });

  it.each([
    // 5 hours and 4/24 of 30: 10, so 2 an hour.
    ["cost.total", 10],
    ["byPool.p.cost.total", 8],
    ["classic.cost.total", 2],
    ["byTenant.x.cost.total", 4],
    ["byTenant.y.cost.total", 4],
    ["byWorkload.w.cost.total", 2],
    ["cost.idle", 2],
    ["byTenant.x.computeHours.billed", 2],
    ["byTenant.y.computeHours.busy", 2],
    ["byPlan.a.computeHours.billed", 5],
    ["byPlan.a.computeHours.idle", 1],
    ["byTenant.y.cost.perJob", 4],
    ["byPool.p.makespan", 3 * 3600],
    ["byWorkload.w.makespan", 3600],
    ["classic.makespan", 3600],
  ])("%s is %d", (metric, expected) => {
    expect(ran.value(metric)).toBe(expected);
  });
});

describe("A plan that stops when it is used up", () => {
  const states = (ran: AuditedRun) => ran.jobs.map(({ state }) => state);

  it("takes so many jobs a period, and rejects the others until the next", () => {
    const ran = run({
      horizon: 2 * DAY,
      classic: classic({ fleet: workers(9), billingPlan: "a" }),
      billingPlans: [plan("a", { period: DAY, includedTransactions: 2, includedHours: 9 * HOUR, stops: true })],
      workloads: [workload("w", { at: [0, 1, 2, DAY - 1, DAY, DAY + 1, DAY + 2], service: 1 })],
    });
    expect(states(ran)).toEqual(["Finished", "Finished", "Rejected", "Rejected", "Finished", "Finished", "Rejected"]);
    expect(ran.value("jobs.rejected")).toBe(3);
    expect(ran.result.warnings).toEqual([
      "billing plan a stops when it is used up: jobs were rejected until its next period (jobs.rejected).",
    ]);
  });

  it.each([
    // The job of 3 h uses up 2 h of computing by 2 h; the second runs beside it from 1 h on: 2 h are used up at 1 h 30 min.
    ["hours alone", { includedHours: 2 * HOUR }, ["Finished", "Finished", "Rejected", "Rejected"]],
    ["jobs alone", { includedTransactions: 3 }, ["Finished", "Finished", "Finished", "Rejected"]],
  ])("that includes %s is not used up by the other", (_, included, expected) => {
    const ran = run({
      horizon: DAY,
      classic: classic({ fleet: workers(9), billingPlan: "a" }),
      billingPlans: [plan("a", { includedTransactions: 0, includedHours: 0, ...included, stops: true })],
      workloads: [workload("w", { at: [0, HOUR, 2 * HOUR, 3 * HOUR], service: 3 * HOUR })],
    });
    expect(states(ran)).toEqual(expected);
  });

  it("takes none from the instant at which its hours are used up; what runs goes on", () => {
    // Two jobs of 3 h at a time: 2 h are used up after 1 h.
    const ran = run({
      horizon: DAY,
      classic: classic({ fleet: workers(9), billingPlan: "a" }),
      billingPlans: [plan("a", { includedTransactions: 99, includedHours: 2 * HOUR, stops: true })],
      workloads: [workload("w", { at: [0, 0, HOUR - 1, HOUR, 9 * HOUR], service: 3 * HOUR })],
    });
    expect(states(ran)).toEqual(["Finished", "Finished", "Finished", "Rejected", "Rejected"]);
    expect(ran.value("cost.total")).toBe(0);
  });

  it("counts the hours of VMs, whose jobs are no transactions", () => {
    const ran = run({
      horizon: DAY,
      pools: [pool("p", { vms: 2, billingPlan: "a" })],
      billingPlans: [plan("a", { includedTransactions: 1, includedHours: 2 * HOUR, stops: true })],
      workloads: [workload("w", { at: [0, 0, HOUR - 1, HOUR], service: 1, pool: "p" })],
    });
    expect(states(ran)).toEqual(["Finished", "Finished", "Finished", "Rejected"]);
  });

  it("says that hours beyond what it includes cost nothing, also where no job came to be rejected", () => {
    const ran = run({
      horizon: DAY,
      pools: [pool("p", { vms: 2, billingPlan: "a" })],
      billingPlans: [plan("a", { includedTransactions: 0, includedHours: 47 * HOUR, stops: true })],
      workloads: [workload("w", { at: [0], service: 1, pool: "p" })],
    });
    expect(ran.value("cost.total")).toBe(0);
    expect(ran.result.warnings).toEqual([
      "billing plan a stops when it is used up, but VMs stay and jobs go on: those hours cost nothing here.",
    ]);
  });
});

describe("Rounding", () => {
  const spec = (over: Partial<BillingPlanSpec>) =>
    world({ pools: [pool("p", { billingPlan: "a" })], billingPlans: [plan("a", over)] });
  const row = {
    pool: "p",
    billingPlan: "a",
    vm: 0,
    requested: 0,
    ready: 10,
    left: 60,
    deleted: 75,
    lowPriority: false,
  };
  const hours = { billed: 15, busy: 15, idle: 0, transferring: 0, leaving: 0, rounding: 0, tasks: 1, endReason: "" };

  it.each([
    // Of a life of 65, of which 15 are inside the window.
    ["up to a multiple", { granularity: 60 }, 55],
    ["nothing of a whole multiple", { granularity: 13 }, 0],
    ["to the minimum", { minimumCharge: 100 }, 35],
    ["the minimum to a multiple", { minimumCharge: 100, granularity: 60 }, 55],
    ["nothing of a longer life", { minimumCharge: 60 }, 0],
  ])("adds %s, where the VM ends", (_, over, rounding) => {
    const [rounded] = roundedLedger([{ ...row, ...hours }], spec(over), new Window(60, 1000));
    expect(rounded).toMatchObject({ billed: 15 + rounding, rounding });
  });

  it("adds nothing to a VM that was gone before the window, is still there, or was never billed", () => {
    const rows = [
      { ...row, ...hours },
      { ...row, ...hours, deleted: null },
      { ...row, ...hours, ready: null },
    ];
    const window = new Window(75, 1000);
    expect(roundedLedger(rows, spec({ granularity: 60 }), window)).toEqual(rows);
  });

  it("is charged in the period that the end ends", () => {
    const rounded = { ...row, ...hours, rounding: 5 };
    const own = spec({ period: 75 });
    const usage = usageOf(own.billingPlans[0]!, own, [rounded], null, { from: 0, end: 150 });
    expect([...usage].map(([period, { hours }]) => [period, hours])).toEqual([
      [0, 70n],
      [1, 0n],
    ]);
  });
});

describe("The audit of a bill", () => {
  const spec = world({ horizon: DAY, pools: [pool("p", { billingPlan: "s1" })], billingPlans: [S1] });
  const { result } = run({ horizon: DAY, pools: [pool("p", { billingPlan: "s1" })], billingPlans: [S1] });
  const check =
    (rows: typeof result.bill, total = 3.23) =>
    () =>
      checkBill(spec, { rows, total, vms: result.vms, classic: null }, DAY, { from: 0, to: DAY });

  it("passes what the model made", () => {
    expect(check(result.bill)).not.toThrow();
  });

  it.each([
    ["a line of too much", () => result.bill.map((row) => ({ ...row, amount: row.amount + 1n })), /no product/],
    ["a line too few", () => result.bill.filter(({ item }) => item !== "fixed price"), /plan s1 is billed 0/],
    ["another total", () => [...result.bill, ...result.bill], /sum to 6460000/],
  ])("finds %s", (_, rows, message) => {
    const total = _ === "another total" ? 3.23 : Number(rows().reduce((sum, { amount }) => sum + amount, 0n)) / 1e6;
    expect(check(rows(), total)).toThrow(message);
  });
});
