import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { BILL_COLUMNS, billRows, exactAmount } from "../../src/report/billCsv.ts";
import { csvText, writeCsvFile } from "../../src/report/csvFile.ts";
import { EVALUATIONS_COLUMNS, evaluationsRows } from "../../src/report/evaluationsCsv.ts";
import { JOBS_COLUMNS, jobsRows } from "../../src/report/jobsCsv.ts";
import { OPERATIONS_COLUMNS, operationsRows } from "../../src/report/operationsCsv.ts";
import { replicationsRows } from "../../src/report/replicationsCsv.ts";
import { ticksAsHours, ticksAsSeconds, withoutExponent } from "../../src/report/ticksText.ts";
import { TIMELINE_COLUMNS, timelineRows } from "../../src/report/timelineCsv.ts";
import { VMS_COLUMNS, vmsRows } from "../../src/report/vmsCsv.ts";
import { runOf } from "./summaryFixture.ts";

const folder = mkdtempSync(join(tmpdir(), "poolsim-csv-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function csvOf(columns: readonly string[], rows: Iterable<readonly (string | number | null)[]>): Promise<string> {
  const path = join(folder, "table.csv");
  await writeCsvFile(path, columns, rows);
  return readFileSync(path, "utf8");
}

describe("times", () => {
  it.each([
    [0, "0"],
    [1, "0.000001"],
    [1_234_567, "1.234567"],
    [90_000_000, "90"],
    [1_500_000, "1.5"],
    [-1_500_000, "-1.5"],
    [Number.MAX_SAFE_INTEGER, "9007199254.740991"],
  ])("writes %d ticks as %s seconds, exactly", (ticks, text) => {
    expect(ticksAsSeconds(ticks)).toBe(text);
  });

  it("writes whole microseconds as they are, however many", () => {
    const ticks = fc.oneof(
      fc.maxSafeInteger(),
      fc.integer({ min: 0, max: 4e9 }),
      fc.integer({ min: 1e15 - 1e6, max: 1e15 + 1e6 }),
    );
    fc.assert(
      fc.property(ticks, (time) => {
        const text = ticksAsSeconds(time)!;
        const [, sign, seconds, micros = ""] = /^(-?)(\d+)(?:\.(\d{0,5}[1-9]))?$/u.exec(text)!;
        expect(BigInt(`${sign}${seconds}${micros.padEnd(6, "0")}`)).toBe(BigInt(time));
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it.each([
    [172_800_000_000, "48"],
    [1_800_000_000, "0.5"],
    [1, "0.00000000027777777777777777"],
  ])("writes %d ticks as %s hours", (ticks, text) => {
    expect(ticksAsHours(ticks)).toBe(text);
  });

  it.each([1e-7, -2.5e-9, 1.25e21, 0.1 + 0.2, 0, 3])(
    "writes %d without an exponent, and reads back the same",
    (value) => {
      expect(withoutExponent(value)).not.toContain("e");
      expect(Number(withoutExponent(value))).toBe(value);
    },
  );
});

describe("CSV fields", () => {
  it.each([
    ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
    ["+cmd", "'+cmd"],
    ["-cmd", "'-cmd"],
    ["@sum", "'@sum"],
    ["-1", "-1"],
    ["a=b", "a=b"],
    ["\u001B[31mred", "red"],
    [null, ""],
    [0.1, "0.1"],
  ])("writes %j as %j", (value, text) => {
    expect(csvText(value)).toBe(text);
  });

  it("quotes what would break a row", async () => {
    expect(await csvOf(["a", "b"], [['say "hi", you', null]])).toBe('a,b\n"say ""hi"", you",\n');
  });

  it("quotes names that hold a comma, a quotation mark or a bar, in the header too", async () => {
    expect(
      await csvOf(
        ["a|b", "c,d"],
        [
          ["x|y", "z"],
          ["1,5", "="],
        ],
      ),
    ).toBe('"a|b","c,d"\n"x|y",z\n"1,5",\'=\n');
  });

  it("keeps letters of all alphabets", async () => {
    expect(await csvOf(["größe"], [["名前"], [" blank"], ["naïve.name_1-2 3"]])).toBe(
      "größe\n名前\n blank\nnaïve.name_1-2 3\n",
    );
  });

  it("writes the shortest digits of a number that tell it from all others", async () => {
    const decimals = fc.tuple(fc.nat(2e9), fc.nat(999_999)).map(([whole, millionths]) => whole + millionths / 1e6);
    const numbers = fc.oneof(
      decimals,
      fc.double({ noNaN: true }),
      fc.nat(),
      fc.constantFrom(1e-6, 1e-7, 0.1 + 0.2, -0, -1, 1e9),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(numbers, { minLength: 1, maxLength: 100 }), async (row) => {
        const names = row.map((_, place) => `c${place}`);
        expect(await csvOf(names, [row])).toBe(`${names.join(",")}\n${row.map(withoutExponent).join(",")}\n`);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("writes all of a table that is larger than what is written at once", async () => {
    const rows = Array.from({ length: 30_000 }, (_, row) => [row, `name ${row}`]);
    expect(await csvOf(["n", "name"], rows)).toBe(`n,name\n${rows.map((row) => `${row.join(",")}\n`).join("")}`);
  });

  it("writes the header of an empty table", async () => {
    expect(await csvOf(["a", "b"], [])).toBe("a,b\n");
  });
});

describe("tables", () => {
  it("lists the ledger of VMs, empty where it never came to that", async () => {
    const vm = { pool: "p", billingPlan: null, vm: 0, requested: 0, ready: 1_500_000, left: null, deleted: null };
    const run = runOf({
      vms: [
        {
          ...vm,
          billed: 172_800_000_000,
          busy: 0,
          transferring: 0,
          idle: 0,
          leaving: 0,
          rounding: 0,
          tasks: 3,
          lowPriority: false,
          endReason: "running",
          billingPlan: null,
        },
      ],
    });
    expect(await csvOf(VMS_COLUMNS, vmsRows(run))).toBe(
      "alternative,replication,pool,vm,requested,ready,left,deleted,billedHours,busyHours,tasks,endReason\nbase,1,p,0,0,1.5,,,48,0,3,running\n",
    );
  });

  it("lists the bill, amounts to the cent, or to the micro-dollar where they are no whole cents", async () => {
    const line = { billingPlan: "s1", period: 1, item: "overage hours", unit: "h" } as const;
    const run = runOf({
      bill: [
        { ...line, quantity: 23, price: 2, amount: 46_000_000n },
        { ...line, billingPlan: null, quantity: 0.5, price: 0.000003, amount: 2n },
        { ...line, quantity: 310.775, price: 2, amount: 621_550_000n },
      ],
    });
    expect(await csvOf(BILL_COLUMNS, billRows(run))).toBe(
      [
        "alternative,replication,billingPlan,period,item,quantity,price,amount",
        "base,1,s1,1,overage hours,23,2,46.00",
        "base,1,,1,overage hours,0.5,0.000003,0.000002",
        "base,1,s1,1,overage hours,310.775,2,621.55",
        "",
      ].join("\n"),
    );
  });

  it.each([
    [0n, "0.00"],
    [10_000n, "0.01"],
    [1_230_000n, "1.23"],
    [1_200_000n, "1.20"],
    [1_234_500n, "1.2345"],
    [123_456_789_000_001n, "123456789.000001"],
  ])("writes %d micro-dollars as %s", (micro, text) => {
    expect(exactAmount(micro)).toBe(text);
  });

  it("lists VMs that were cancelled before they were ready among the others, in order of their requests", async () => {
    const cancelled = {
      pool: "p",
      count: 2,
      ordinals: [Int32Array.of(2, 0)],
      times: [Float64Array.of(7e6, 8e6, 0, 9e6)],
    };
    const run = runOf({
      vms: [
        {
          ...{ pool: "p", vm: 1, requested: 1e6, ready: 2e6, left: 3e6, deleted: 4e6 },
          ...{ billed: 7_200_000_000, busy: 3_600_000_000, transferring: 0, idle: 0, leaving: 0, rounding: 0 },
          ...{ tasks: 1, lowPriority: false, endReason: "idle", billingPlan: null },
        },
      ],
      cancelledVms: [cancelled],
    });
    const [, ...lines] = (await csvOf(VMS_COLUMNS, vmsRows(run))).trimEnd().split("\n");
    expect(lines).toEqual([
      "base,1,p,0,0,,,9,0,0,0,cancelled",
      "base,1,p,1,1,2,3,4,2,1,1,idle",
      "base,1,p,2,7,,,8,0,0,0,cancelled",
    ]);
  });

  it("lists the VMs of each pool together, also of one that had none or lost none", async () => {
    const served = (pool: string, vm: number) => ({
      ...{ pool, vm, requested: 1e6, ready: 2e6, left: null, deleted: null, billed: 0, busy: 0 },
      ...{ transferring: 0, idle: 0, leaving: 0, rounding: 0, tasks: 0 },
      ...{ lowPriority: false, endReason: "", billingPlan: null },
    });
    const cancelled = (pool: string, vms: readonly number[]) => ({
      ...{ pool, count: vms.length },
      ...{ ordinals: [Int32Array.from(vms)], times: [new Float64Array(2 * vms.length)] },
    });
    const run = runOf({
      vms: [served("a", 0), served("c", 1), served("c", 4), served("d", 0)],
      cancelledVms: [
        cancelled("a", []),
        cancelled("b", [1, 0]),
        cancelled("c", [5, 2]),
        { pool: "d", count: 0, ordinals: [], times: [] },
      ],
    });
    const rows = [...vmsRows(run)].map(([, , pool, vm]) => `${pool}${vm}`);
    expect(rows).toEqual(["a0", "b0", "b1", "c1", "c2", "c4", "c5", "d0"]);
  });

  it("lists operations with their outcomes", async () => {
    const asked = { time: 2_500_000, pool: "p", operation: "resize", argument: "4" } as const;
    const run = runOf({ operations: [{ ...asked, outcome: "refused", reason: "409: a resize is under way" }] });
    expect(await csvOf(OPERATIONS_COLUMNS, operationsRows(run))).toBe(
      "alternative,replication,time,pool,operation,argument,outcome,reason\nbase,1,2.5,p,resize,4,refused,409: a resize is under way\n",
    );
  });

  it("lists evaluations of formulas with what they set and why they failed", async () => {
    const targets = "$TargetDedicatedNodes=3;$NodeDeallocationOption=requeue";
    const error = "Line 1, Col 9: Insufficient data from data set: $PendingTasks wanted 70%, received 0%";
    const run = runOf({
      evaluations: [
        { time: 0, pool: "p", targets, variables: "", error },
        { time: 300_000_000, pool: "p", targets, variables: "maxVms=25;x=0.5", error: "" },
      ],
    });
    expect(await csvOf(EVALUATIONS_COLUMNS, evaluationsRows(run))).toBe(
      `alternative,replication,time,pool,targets,variables,error
base,1,0,p,${targets},,"${error}"
base,1,300,p,${targets},maxVms=25;x=0.5,
`,
    );
  });

  it("lists the timeline", async () => {
    const counts = { queued: 1, held: 2, running: 3, target: 4, provisioning: 5, starting: 6, idle: 7, busy: 8 };
    const run = runOf({
      timeline: [{ time: 250_000, system: "classic", ...counts, leaving: 9, unusable: 10, preempted: 11 }],
    });
    expect(await csvOf(TIMELINE_COLUMNS, timelineRows(run))).toBe(
      "alternative,replication,time,system,queued,held,running,target,provisioning,starting,idle,busy,leaving,unusable,preempted\nbase,1,0.25,classic,1,2,3,4,5,6,7,8,9,10,11\n",
    );
  });

  it("lists jobs with their parts", async () => {
    const places = { workload: "w", tenant: "-1", job: 0, system: "p", vm: 2, slots: 4 };
    const times = { submitted: 1_000_000, started: 2_000_000, ended: 92_000_000, state: "Finished" } as const;
    const parts = { held: 0, queued: 0, provisioning: 0, dispatch: 1_000_000, service: 90_000_000 };
    const run = runOf({ jobs: [{ ...places, ...times, ...parts, transfer: 0, restarts: 0, lastTask: 0 }] });
    expect(await csvOf(JOBS_COLUMNS, jobsRows(run))).toBe(
      "alternative,replication,workload,tenant,job,system,vm,slots,submitted,started,ended,state,held,queued,provisioning,dispatch,service,transfer,restarts,lastTask\nbase,1,w,-1,0,p,2,4,1,2,92,Finished,0,0,0,1,90,0,0,0\n",
    );
  });

  it("lists every metric of every world, empty where it is not defined", () => {
    const run = runOf({ metrics: { "wait.mean": { value: 1 / 3, unit: "s" }, makespan: { value: null, unit: "s" } } });
    expect([...replicationsRows(run)]).toEqual([
      ["base", 1, "wait.mean", 1 / 3],
      ["base", 1, "makespan", null],
    ]);
  });
});
