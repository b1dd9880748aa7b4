import * as z from "zod";
import { cron, profile } from "./arrivalParts.ts";
import { randomCount, randomDuration } from "./distributionSchema.ts";
import { duration, fileName, freeText, rate, wholeNumber } from "./quantitySchema.ts";
import { streamSchema } from "./streamSchema.ts";
import { type CheckContext, oneKeyOf, strict } from "./strictSchema.ts";

const batch = randomCount.optional().describe("Jobs at each firing.");
const limit = wholeNumber(0).optional().describe("The source stops after so many jobs.");

const columns = strict({
  submit: freeText.describe("Column of the submission time."),
  duration: freeText.describe("Column of the run time."),
  slots: freeText.optional().describe("Column of the slots that a job needs together. Absent: 1."),
  tenant: freeText.optional().describe("Column of the tenant. Absent: the workload's."),
  estimate: freeText.optional().describe("Column of the expected run time, for backfill: easy. Absent: the run time."),
});

const trace = strict({
  file: fileName.describe("The trace, packed by gzip or not, relative to the scenario file."),
  format: z.enum(["swf", "csv"]).optional().describe("swf: Standard Workload Format. csv: give columns."),
  columns: columns.optional().describe("The columns of a CSV trace, by their headings."),
  timeUnit: z.enum(["s", "ms"]).optional().describe("Of numbers in a CSV trace. Default s."),
  origin: z
    .enum(["keep", "first"])
    .optional()
    .describe("first: the first job is submitted at time.start. Default keep."),
  limit,
}).check(traceFormat);

const source = {
  cron: cron.optional().describe("Fires by the calendar, in UTC."),
  at: z.array(duration).min(1).optional().describe("Fires at these times after time.start."),
  poisson: strict({
    rate: rate.describe("Mean rate of firings."),
    profile: profile.optional().describe("24 or 168 weights by hour (UTC; 168 begin on Monday), or a profile's name."),
    batch,
    limit,
  })
    .optional()
    .describe("Independent firings at random."),
  renewal: strict({ interval: randomDuration.describe("From one firing to the next."), batch, limit })
    .optional()
    .describe("Independent intervals between firings."),
  trace: trace.optional().describe("Jobs of a recorded workload."),
  stream: streamSchema.optional().describe("Sensors, ingestion, windows and scheduled scoring."),
};

/** When jobs are submitted: exactly one source. `jobs`, `batch` and `limit` stand beside `cron` and `at`, and inside the others. */
export const arrivalSchema = strict({
  ...source,
  jobs: randomCount.optional().describe("Jobs at each firing of cron or at."),
  batch: randomCount.optional().describe("The same as jobs."),
  limit,
})
  .check(oneKeyOf(Object.keys(source)))
  .check(batchBeside);

function batchBeside({ value, issues }: CheckContext<object>): void {
  const beside = ["jobs", "batch", "limit"].filter((key) => Object.hasOwn(value, key));
  const inside = ["poisson", "renewal", "trace", "stream"].find((key) => Object.hasOwn(value, key));
  if (inside !== undefined && beside[0] !== undefined) {
    const key = beside[0] === "jobs" ? "batch" : beside[0];
    const own: Readonly<Record<string, string>> = {
      trace: "a trace brings its own jobs",
      stream: "a stream's jobs are as many as its sensors need; see sensorsPerJob",
    };
    const mend = (key === "batch" ? own[inside] : undefined) ?? `write it inside ${inside}, as ${key}`;
    issues.push({
      code: "custom",
      path: [beside[0]],
      message: `${beside[0]} does not stand beside ${inside}; ${mend}`,
      input: value,
      params: { atKey: true },
    });
  }
  if (Object.hasOwn(value, "jobs") && Object.hasOwn(value, "batch")) {
    issues.push({
      code: "custom",
      path: ["batch"],
      message: "jobs and batch say the same; give one",
      input: value,
      params: { atKey: true },
    });
  }
}

function traceFormat({
  value,
  issues,
}: CheckContext<{ format?: "swf" | "csv" | undefined; columns?: unknown; file?: unknown; timeUnit?: unknown }>): void {
  const isSwf = value.format === "swf" || (value.format === undefined && /\.swf(\.gz)?$/i.test(String(value.file)));
  if (isSwf && value.columns !== undefined) {
    issues.push({
      code: "custom",
      path: ["columns"],
      message: "an SWF trace has its own columns; leave this out",
      input: value,
      params: { atKey: true },
    });
  } else if (isSwf && value.timeUnit !== undefined) {
    issues.push({
      code: "custom",
      path: ["timeUnit"],
      message: "an SWF trace counts in seconds; leave this out",
      input: value,
      params: { atKey: true },
    });
  } else if (!isSwf && value.columns === undefined && !issues.some(({ code }) => code === "unrecognized_keys")) {
    issues.push({
      code: "custom",
      message: "expected format: swf, or columns such as {submit: <column>, duration: <column>} for CSV",
      input: value,
    });
  }
}
