import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TraceJobs } from "../../src/model/workload/traceJobs.ts";
import { readCsv } from "../../src/scenario/csvTrace.ts";
import { SWF_FIELDS, SwfReader } from "../../src/scenario/swf.ts";
import { TraceColumns } from "../../src/scenario/traceColumns.ts";

const NUMBERS = fc.oneof(
  fc.integer({ min: 0, max: 99_999 }).map(String),
  fc.integer({ min: 0, max: 9_999_999 }).map((n) => (n / 1000).toFixed(3)),
  fc.constantFrom("-1", "-0", "+5", ".5", "5.", "1e3", "2E-1", "007", "0.000001", "123456789.012345"),
  // More digits than a double holds, and half ticks.
  fc.constantFrom("1234567.12345678901", "0.30000000000000004441", "0.0000005", "4503599627.3704955"),
);
/** What no number is: as a cell it ends the reading. */
const WORDS = fc.constantFrom("", "six", "1.2.3", "--1", "0x10", "1e", "-", ".", "1 2", "\u0661", "Infinity");

async function jobsOf(read: (columns: TraceColumns) => Promise<unknown>): Promise<TraceJobs | string> {
  const columns = new TraceColumns("trace");
  try {
    await read(columns);
    return columns.finish(0);
  } catch (error) {
    return (error as Error).message;
  }
}

/** The bytes, cut here and there. */
function inChunks(text: string, cuts: readonly number[]): Buffer[] {
  const bytes = Buffer.from(text);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, i) => bytes.subarray(places[i], end));
}

const CUTS = fc.array(fc.nat({ max: 1_000_000 }), { maxLength: 6 });

describe("CSV that is read from its bytes", () => {
  const plainCell = fc.oneof({ weight: 8, arbitrary: NUMBERS }, { weight: 1, arbitrary: NUMBERS.map((n) => `"${n}"`) });
  const oddCell = fc.oneof(
    NUMBERS.map((n) => ` ${n}\t`),
    NUMBERS.map((n) => `\u00a0"${n}" `),
    NUMBERS.map((n) => `"\n${n}"`),
  );
  const name = fc.constantFrom(
    "a",
    " a ",
    '"a"',
    "é",
    '"Fabrikam, Inc."',
    '"say ""hi"""',
    '"two\nlines"',
    "o'b",
    'x"y',
    "",
  );
  const empty = fc.constantFrom("", '""', "  ");
  const date = fc
    .date({ min: new Date(Date.UTC(2024, 0, 30)), max: new Date(Date.UTC(2024, 2, 2)), noInvalidDate: true })
    .map((at) => at.toISOString())
    .chain((iso) => fc.constantFrom(iso, iso.slice(0, 19), iso.slice(0, 19).replace("T", " "), iso.slice(0, 10)));
  const badDate = fc.constantFrom(
    "2024-02-30 00:00:00",
    "2024-01-01 24:00:00",
    "2024-13-01T00:00:00",
    "2024-01-01 0a:00:00",
  );
  const ending = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom("\n", "\r\n") },
    { weight: 1, arbitrary: fc.constantFrom("\r", "\n\n", "\n \n", "\r\n\t\r\n", "\n\u2003\n") },
  );

  const rowOf = (submit: fc.Arbitrary<string>, oddness: fc.Arbitrary<string>) =>
    fc.oneof(
      { weight: 30, arbitrary: fc.tuple(submit, plainCell, plainCell, name).map((cells) => cells.join(",")) },
      { weight: 3, arbitrary: fc.tuple(submit, oddCell, empty, name).map((cells) => cells.join(",")) },
      { weight: 2, arbitrary: fc.tuple(submit, empty, plainCell, name).map((cells) => cells.join(",")) },
      { weight: 1, arbitrary: fc.tuple(submit, oddness, plainCell, name).map((cells) => cells.join(",")) },
      { weight: 1, arbitrary: fc.tuple(oddness, plainCell, plainCell).map((cells) => cells.join(",")) },
    );
  const bodies = fc
    .oneof(
      fc.array(fc.tuple(rowOf(plainCell, fc.oneof(WORDS, oddCell)), ending), { maxLength: 30 }),
      fc.array(fc.tuple(rowOf(date, fc.oneof(badDate, NUMBERS)), ending), { maxLength: 30 }),
    )
    .map((rows) => rows.map((row) => row.join("")).join(""));
  const wanted = { submit: "at", duration: "runs", estimate: "hope", tenant: "who" };
  const read = (chunks: Buffer[]) => jobsOf((columns) => readCsv("trace", Readable.from(chunks), wanted, "s", columns));

  it("gives what fast-csv gives, or complains of the same line in the same words", async () => {
    const kinds = { read: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(bodies, CUTS, fc.boolean(), fc.constantFrom("", "\ufeff"), async (body, cuts, whole, mark) => {
        const text = whole ? body : body.trimEnd();
        const found = await read(inChunks(`${mark}at,runs,hope,who\n${text}`, cuts));
        // A blank before a quote: a line that is not plain, and with it all that follow.
        expect(found).toEqual(await read([Buffer.from(` "at",runs,hope,who\n${text}`)]));
        kinds[typeof found === "string" ? "refused" : "read"]++;
      }),
      { numRuns: 1500, seed: 8 },
    );
    expect(Math.min(kinds.read, kinds.refused)).toBeGreaterThan(100);
  });

  it("complains of the first line that is amiss, though a later one has an open quote", async () => {
    expect(await read([Buffer.from('at,runs,hope,who\n0,1,,\n1,six,,\n2,1,,"x\n')])).toBe(
      'trace:3: runs is "six", expected a number',
    );
    expect(await read([Buffer.from('at,runs,hope,who\n0,1,,\n2,1,,"x" y\n')])).toMatch(/^trace: not CSV \(expected/);
  });

  it("reads lines of any length", async () => {
    const long = "x".repeat(3 << 20);
    const text = Buffer.from(`at,runs,hope,who\n0,1,,a\n1,2,,${long}\n2,3,,b\n`);
    const chunks = Array.from({ length: 13 }, (_, i) => text.subarray(i << 18, (i + 1) << 18));
    const found = (await read(chunks)) as TraceJobs;
    expect([...found.service]).toEqual([1e6, 2e6, 3e6]);
    expect(found.tenants).toEqual(["a", long, "b"]);
  });
});

/** A reader of SWF in a few lines: by strings. */
function swfOf(text: string): { jobs: number[][]; problem: string | null } {
  const jobs: number[][] = [];
  for (const [index, line] of text.split("\n").entries()) {
    const words = line.split(/[ \t\r]+/).filter((word) => word !== "");
    if (words.length === 0 || words[0]!.startsWith(";")) continue;
    const bad = words.slice(0, 18).findIndex((word) => !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(word));
    if (bad >= 0) {
      const problem = `${SWF_FIELDS[bad]} (field ${bad + 1}) is "${words[bad]}", expected a number`;
      return { jobs, problem: `trace:${index + 1}: ${problem}` };
    }
    if (words.length !== 18)
      return { jobs, problem: `trace:${index + 1}: ${words.length} fields, expected the 18 of SWF` };
    const [, submit, , run] = words.map(Number) as [number, number, number, number];
    if (Math.round(run * 1e6) > 0) jobs.push([Math.round(submit * 1e6), Math.round(run * 1e6)]);
  }
  jobs.sort((a, b) => a[0]! - b[0]!);
  return { jobs, problem: jobs.length === 0 ? "no jobs" : null };
}

describe("SWF that is read from its bytes", () => {
  const blank = fc.constantFrom(" ", "\t", "  ", " \t ");
  const fields = (count: number, field: fc.Arbitrary<string>) =>
    fc.tuple(fc.array(field, { minLength: count, maxLength: count }), blank).map(([words, between]) => {
      // One processor each: what is dropped for want of them is tested elsewhere.
      if (count === 18) words[4] = "1";
      return words.join(between);
    });
  const line = fc.oneof(
    { weight: 40, arbitrary: fields(18, NUMBERS) },
    { weight: 4, arbitrary: fc.constantFrom("", "  ", "; comment", " ;; 1 2", "\r") },
    {
      weight: 1,
      arbitrary: fields(
        18,
        fc.oneof(
          { weight: 17, arbitrary: NUMBERS },
          { weight: 1, arbitrary: WORDS.filter((word) => !/^$| |\u0661/u.test(word)) },
        ),
      ),
    },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 22 }).chain((count) => fields(count, NUMBERS)) },
  );
  const texts = fc.tuple(
    fc.array(fc.tuple(line, fc.constantFrom("\n", "\r\n", " \n")), { maxLength: 25 }),
    fc.boolean(),
  );

  it("gives what strings would give, or complains of the same line in the same words", async () => {
    const kinds = { read: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(texts, CUTS, async ([lines, whole], cuts) => {
        const joined = lines.map((each) => each.join("")).join("");
        const text = whole ? joined : joined.replace(/\n$/, "");
        const found = await jobsOf(async (columns) => {
          const reader = new SwfReader("trace", columns);
          for (const chunk of inChunks(text, cuts)) reader.push(chunk);
          reader.end();
        });
        const { jobs, problem } = swfOf(text);
        if (problem === "no jobs") expect(found).toMatch(/^trace: no jobs in it/);
        else if (problem !== null) expect(found).toBe(problem);
        else {
          const { submit, service } = found as TraceJobs;
          expect([...submit].map((at, i) => [at, service[i]!])).toEqual(jobs);
        }
        kinds[typeof found === "string" ? "refused" : "read"]++;
      }),
      { numRuns: 1000, seed: 8 },
    );
    expect(Math.min(kinds.read, kinds.refused)).toBeGreaterThan(100);
  });
});
