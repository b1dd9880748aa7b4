import { describe, expect, it } from "vitest";
import { readTrace, type TracePlacing } from "../../src/scenario/traceFile.ts";
import { csv, fileOf, KEEP, problemOf } from "./madeTrace.ts";

describe("a trace in CSV", () => {
  const columns = { submit: "at", duration: "runs" };

  it.each([
    { unit: "s" as const, at: "1.000001", runs: "0.0000015", submit: 1_000_001, service: 2 },
    { unit: "ms" as const, at: "250", runs: "1.5", submit: 250_000, service: 1500 },
    { unit: "s" as const, at: "-2", runs: "1e2", submit: -2_000_000, service: 100_000_000 },
  ])("counts $at $unit from the start", async ({ unit, at, runs, submit, service }) => {
    const jobs = await readTrace(await fileOf(`runs,at\n${runs},${at}\n`), csv(columns, unit), {
      startEpochMs: 5000,
      origin: "keep",
    });
    expect([jobs.submit[0], jobs.service[0], jobs.slots[0], jobs.tenant[0]]).toEqual([submit, service, 1, -1]);
  });

  it.each([
    { at: "2024-03-01 00:00:00", submit: 86_400_000_000 },
    { at: "2024-03-01", submit: 86_400_000_000 },
    { at: "2024-02-29 00:01", submit: 60_000_000 },
    { at: "2024-02-29T00:00:01Z", submit: 1_000_000 },
    { at: "2024-02-29T02:00:01.5+02:00", submit: 1_500_000 },
    { at: "2024-02-28 16:00:00-0800", submit: 0 },
    { at: "2024-02-29 00:00:00.9799600", submit: 979_960 },
    { at: "2024-02-29 00:00:00.1234567", submit: 123_457 },
    { at: "2024-02-29 00:00:00.9999999", submit: 1_000_000 },
  ])("places $at on the calendar", async ({ at, submit }) => {
    const placing: TracePlacing = { startEpochMs: Date.UTC(2024, 1, 29), origin: "keep" };
    const jobs = await readTrace(await fileOf(`at,runs\n${at},1\n`), csv(columns), placing);
    expect([...jobs.submit]).toEqual([submit]);
  });

  it("reads quoted cells with commas and line breaks, a byte order mark, blank lines and CRLF", async () => {
    const file = await fileOf('\ufeffat, who ,runs\r\n0,"Fabrikam, Inc.",5\r\n\r\n1,"two\nlines",6\r\n2,,7\r\n');
    const jobs = await readTrace(file, csv({ ...columns, tenant: "who" }), KEEP);
    expect(jobs.tenants).toEqual(["Fabrikam, Inc.", "two\nlines", "unknown"]);
    expect([...jobs.service]).toEqual([5e6, 6e6, 7e6]);
    const broken = await fileOf('at,who,runs\n0,"two\nlines",6\n\n1,x,six\n');
    expect(await problemOf(broken, csv(columns))).toBe(':5: runs is "six", expected a number');
  });

  it("reads estimates where they are told, in the unit of the trace, and sorts them with their jobs", async () => {
    const file = await fileOf("at,runs,hope\n2000,5000,9000\n0,5000,\n1000,5000,-1\n");
    const jobs = await readTrace(file, csv({ ...columns, estimate: "hope" }, "ms"), KEEP);
    expect([...jobs.estimate!]).toEqual([0, 0, 9_000_000]);
    const broken = await fileOf("at,runs,hope\n0,5,soon\n");
    expect(await problemOf(broken, csv({ ...columns, estimate: "hope" }))).toBe(
      ':2: hope is "soon", expected a number',
    );
    const untold = await readTrace(await fileOf("at,runs\n0,5\n"), csv(columns), KEEP);
    expect(untold.estimate).toBeUndefined();
  });

  it("drops and counts the jobs that have no duration or no slots", async () => {
    const file = await fileOf("at,runs,wide\n0,,1\n1,0,1\n2,-5,1\n3,5,0\n4,5,2\n");
    const jobs = await readTrace(file, csv({ ...columns, slots: "wide" }), KEEP);
    expect([...jobs.submit]).toEqual([4_000_000]);
    expect(jobs.dropped).toEqual({ "no duration": 1, "run time <= 0": 2, "slots <= 0": 1 });
  });

  it("refuses a start after the first dated job, and says what to do", async () => {
    const file = await fileOf("at,runs\n2024-03-02 00:00:00,1\n2024-03-01 12:00:00.5,1\n");
    const placing: TracePlacing = { startEpochMs: Date.UTC(2024, 2, 2), origin: "keep" };
    expect(await problemOf(file, csv(columns), placing)).toBe(
      ":3: the first job is submitted 2024-03-01T12:00:00.500Z, expected none before time.start 2024-03-02T00:00:00Z; " +
        "set time.start to that or earlier, or origin: first",
    );
    expect([...(await readTrace(file, csv(columns), { ...placing, origin: "first" })).submit]).toEqual([
      0, 43_199_500_000,
    ]);
  });

  it.each([
    {
      what: "a misspelt column",
      text: "submitted,runs\n0,1\n",
      columns: { submit: "submited", duration: "runs" },
      problem: ':1: no column "submited"; did you mean "submitted"?',
    },
    {
      what: "a column unlike any",
      text: "a,b\n0,1\n",
      columns,
      problem: ':1: no column "at"; expected one of "a", "b"',
    },
    { what: "a short line", text: "at,runs\n0,1\n5\n", columns, problem: ":3: 1 columns, expected the header's 2" },
    { what: "a long line", text: "at,runs\n0,1,2\n", columns, problem: ":2: 3 columns, expected the header's 2" },
    {
      what: "an empty number",
      text: "at,runs\n,1\n",
      columns,
      problem: ':2: at is "", expected a number or a date YYYY-MM-DD HH:MM:SS',
    },
    { what: "hexadecimal", text: "at,runs\n0,0x10\n", columns, problem: ':2: runs is "0x10", expected a number' },
    {
      what: "no such day",
      text: "at,runs\n2023-02-29 00:00:00,1\n",
      columns,
      problem: ':2: at is "2023-02-29 00:00:00", expected a date YYYY-MM-DD HH:MM:SS',
    },
    {
      what: "no such hour",
      text: "at,runs\n2023-02-28 24:00:00,1\n",
      columns,
      problem: ':2: at is "2023-02-28 24:00:00", expected a date YYYY-MM-DD HH:MM:SS',
    },
    {
      what: "a number among dates",
      text: "at,runs\n2023-02-28,1\n17,1\n",
      columns,
      problem: ':3: at is "17", expected a date YYYY-MM-DD HH:MM:SS',
    },
    {
      what: "half a slot",
      text: "at,runs,n\n0,1,1.5\n",
      columns: { ...columns, slots: "n" },
      problem: ":2: 1.5 slots, expected a whole number",
    },
    {
      what: "too many slots",
      text: "at,runs,n\n0,1,100000001\n",
      columns: { ...columns, slots: "n" },
      problem: ":2: 100000001 slots, expected at most 100000000",
    },
    { what: "only a header", text: "at,runs\n", columns, problem: ": no jobs in it, expected at least one" },
    {
      what: "only dropped lines",
      text: "at,runs\n0,0\n",
      columns,
      problem: ": no jobs in it (1 dropped for run time <= 0), expected at least one",
    },
    {
      what: "a quote left open",
      text: 'at,runs\n0,"1\n',
      columns,
      problem: /^: not CSV \(missing closing: .*\), expected each quoted cell to end/,
    },
  ])("refuses $what", async ({ text, columns: wanted, problem }) => {
    const found = await problemOf(await fileOf(text), csv(wanted));
    if (typeof problem === "string") expect(found).toBe(problem);
    else expect(found).toMatch(problem);
  });
});
