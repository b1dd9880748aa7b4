import { z } from "zod";
import { cronFault } from "./cronSchedule.ts";
import { randomCount, randomDuration } from "./distributionSchema.ts";
import { nearestName } from "./nearestName.ts";
import { NAMED_PROFILES } from "./profiles.ts";
import { describeValue } from "./quantity.ts";
import { duration, fileName, freeText, numberFrom, rate, wholeNumber } from "./quantitySchema.ts";
import { type CheckContext, oneKeyOf, strict } from "./strictSchema.ts";

const batch = randomCount.optional().describe("Jobs at each firing.");
const limit = wholeNumber(0).optional().describe("The source stops after so many jobs.");

const profileName = z
  .string({ error: ({ input }) => `found ${describeValue(input)}, expected 24 or 168 weights, or a profile's name` })
  .check(({ value, issues }) => {
    if (Object.hasOwn(NAMED_PROFILES, value)) return;
    const near = nearestName(value, Object.keys(NAMED_PROFILES));
    const mend =
      near === null ? `expected one of ${Object.keys(NAMED_PROFILES).join(", ")}` : `did you mean "${near}"?`;
    issues.push({ code: "custom", message: `no profile is named ${describeValue(value)}; ${mend}`, input: value });
  });

const profileWeights = z.array(numberFrom(0)).check(({ value, issues }) => {
  if (value.length !== 24 && value.length !== 168) {
    issues.push({
      code: "custom",
      message: `found ${value.length} weights, expected 24 (a day) or 168 (a week from Monday)`,
      input: value,
    });
  } else if (!value.some((weight) => weight > 0)) {
    issues.push({ code: "custom", message: "all weights are 0, expected one above", input: value });
  }
});

const cron = z
  .string({
    error: ({ input }) => `found ${describeValue(input)}, expected a cron expression such as "0 1 * * *", in quotes`,
  })
  .check(({ value, issues }) => {
    const fault = cronFault(value);
    if (fault !== null) issues.push({ code: "custom", message: fault, input: value });
  });

const columns = strict({
  submit: freeText.describe("Column of the submission time."),
  duration: freeText.describe("Column of the run time."),
  slots: freeText.optional().describe("Column of the slots that a job needs together. Absent: 1."),
  tenant: freeText.optional().describe("Column of the tenant. Absent: the workload's."),
});

const trace = strict({
  file: fileName.describe("The trace, packed by gzip or not, relative to the scenario file."),
  format: z.enum(["swf", "csv"]).optional().describe("swf: Standard Workload Format. csv: give columns."),
  columns: columns.optional(),
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
    profile: z
      .union([profileName, profileWeights])
      .optional()
      .describe("24 or 168 weights by hour (UTC; 168 begin on Monday), or a profile's name."),
    batch,
    limit,
  })
    .optional()
    .describe("Independent firings at random."),
  renewal: strict({ interval: randomDuration, batch, limit })
    .optional()
    .describe("Independent intervals between firings."),
  trace: trace.optional().describe("Jobs of a recorded workload."),
  stream: z.looseObject({}).optional().describe("Sensors, ingestion, windows and scheduled scoring."),
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
    const mend =
      inside === "trace" && key === "batch" ? "a trace brings its own jobs" : `write it inside ${inside}, as ${key}`;
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
