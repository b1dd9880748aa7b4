import * as z from "zod";
import { cron, profile } from "./arrivalParts.ts";
import { randomDuration } from "./distributionSchema.ts";
import { duration, none, rate, size, wholeNumber } from "./quantitySchema.ts";
import { defaulted, strict } from "./strictSchema.ts";

/** The most sensors, and the most models, that a file may have: what one of them sent must be countable exactly. */
const MOST = 100_000_000;

/** Sensors, what they send, what takes it in, and who has it scored when. */
export const streamSchema = strict({
  devices: wholeNumber(1, MOST).describe("Devices that send readings."),
  modelsPerDevice: defaulted(
    wholeNumber(1, MOST),
    1,
    "Sensors of a device: each has a model of its own.",
    "convention",
  ),
  eventRate: rate.describe("Mean rate of the readings of one sensor. All sensors take turns."),
  eventSize: defaulted(size, "110 B", "Of a reading.", "assumption"),
  profile: profile.optional().describe("24 or 168 weights of the readings by hour (UTC), or a profile's name."),
  throughputUnits: defaulted(
    z.union([wholeNumber(1, 1_000_000), none]),
    "none",
    "Each takes 1,000 readings or 1 MB a second; none: all are taken.",
    "assumption",
  ),
  excess: defaulted(
    z.enum(["retry", "drop"]),
    "retry",
    "Readings beyond the throughput units are sent again until they are taken, or lost.",
    "assumption",
  ),
  window: defaulted(
    duration,
    "5 s",
    "Length of a tumbling window: a sensor that was heard in it has one row.",
    "sourced",
  ),
  lag: defaulted(duration, "0 s", "From a window's end until it can be scored.", "assumption"),
  cron: cron.describe("When a run is fired, in UTC."),
  sensorsPerJob: defaulted(wholeNumber(1, MOST), 1, "Sensors that a job scores.", "sourced"),
  startUp: randomDuration.describe("Of a job, before its first row."),
  rowTime: randomDuration.describe("Of a job for each row: one draw a job."),
  submitter: strict({
    delay: defaulted(randomDuration, "0 s", "From the firing to the first job: its image is pulled.", "assumption"),
    rate: defaulted(z.union([rate, none]), "none", "Of the jobs one after another; none: all at once.", "assumption"),
  })
    .prefault({})
    .describe("What submits a run's jobs."),
  overlap: defaulted(
    z.enum(["stack", "skip"]),
    "stack",
    "A firing that comes while jobs of an earlier one are not through goes on all the same, or is left out.",
    "assumption",
  ),
  limit: wholeNumber(0).optional().describe("The source stops after so many jobs."),
});
