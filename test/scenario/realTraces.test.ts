import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { readTrace } from "../../src/scenario/traceFile.ts";
import { withTrace } from "../shared/traceFolder.ts";
import { csv, FIRST } from "./madeTrace.ts";

const PHILLY_COLUMNS = { submit: "timestamp", duration: "duration", slots: "num_gpus", tenant: "cluster" };

/** The cells of a packed CSV without quotes, by nothing but splitting; the header is left out. */
function cellsOf(file: string): string[][] {
  const lines = gunzipSync(readFileSync(file)).toString("utf8").split("\n").slice(1);
  return lines.filter((line) => line.trim() !== "").map((line) => line.trim().split(","));
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

withTrace("philly_2017-10-02_to_10-15.csv.gz", (file) => {
  it("of a shared GPU cluster keeps its 24,137 jobs, 11 tenants, GPU-time and order", async () => {
    const rows = cellsOf(file);
    const start = Date.UTC(2017, 9, 2);
    const jobs = await readTrace(file, csv(PHILLY_COLUMNS), { startEpochMs: start, origin: "keep" });
    expect(jobs.count).toBe(24_137);
    expect(jobs.dropped).toEqual({});
    expect(new Set(jobs.tenants)).toEqual(new Set(rows.map((row) => row[4])));
    expect(jobs.tenants).toHaveLength(11);
    const expected = rows.map((row) => {
      const submit = (Date.parse(`${row[0]!.replace(" ", "T")}Z`) - start) * 1000;
      return { submit, service: Number(row[1]) * 1e6, slots: Number(row[2]), tenant: row[4]! };
    });
    expected.sort((a, b) => a.submit - b.submit);
    const found = expected.map((_, i) => ({
      submit: jobs.submit[i]!,
      service: jobs.service[i]!,
      slots: jobs.slots[i]!,
      tenant: jobs.tenants[jobs.tenant[i]!]!,
    }));
    expect(found).toEqual(expected);
    // The file's own column of GPU-time, in seconds.
    const gpuSeconds = sum(found.map((job) => (job.service * job.slots) / 1e6));
    expect(gpuSeconds).toBeCloseTo(sum(rows.map((row) => Number(row[3]))), 3);
  });
});

withTrace("surf_week_tasks.csv.gz", (file) => {
  it("of one-node tasks in epoch milliseconds is moved to the start by origin: first", async () => {
    const rows = cellsOf(file);
    const columns = { submit: "submission_time_ms", duration: "duration_ms", slots: "cpu_count" };
    const jobs = await readTrace(file, csv(columns, "ms"), FIRST);
    const kept = rows.filter((row) => Number(row[2]) > 0 && Number(row[3]) > 0);
    expect(jobs.count + sum(Object.values(jobs.dropped))).toBe(6295);
    expect(jobs.count).toBe(kept.length);
    const submits = kept.map((row) => Number(row[1])).sort((a, b) => a - b);
    expect([...jobs.submit]).toEqual(submits.map((submit) => (submit - submits[0]!) * 1000));
    expect(sum(jobs.service) / 1000).toBe(sum(kept.map((row) => Number(row[2]))));
    expect(new Set(jobs.slots)).toEqual(new Set([16]));
  });
});

withTrace("AzureLLMInferenceTrace_code.csv.gz", (file) => {
  it("of requests with seven digits of a second keeps every microsecond", async () => {
    const rows = cellsOf(file);
    const start = Date.UTC(2023, 10, 16, 18);
    const columns = { submit: "TIMESTAMP", duration: "GeneratedTokens" };
    const jobs = await readTrace(file, csv(columns, "ms"), { startEpochMs: start, origin: "keep" });
    expect(jobs.count).toBe(8819);
    const expected = rows.map((row) => {
      const [, hours, minutes, seconds, digits] = /(\d\d):(\d\d):(\d\d)\.(\d{7})$/.exec(row[0]!)!;
      const tenths =
        BigInt(((Number(hours) - 18) * 60 + Number(minutes)) * 60 + Number(seconds)) * 10_000_000n + BigInt(digits!);
      return Number((tenths + 5n) / 10n);
    });
    expect([...jobs.submit]).toEqual(expected.sort((a, b) => a - b));
  });
});
