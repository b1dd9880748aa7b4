import * as z from "zod";
import { BANDWIDTH, RATE } from "./quantities.ts";
import { bandwidth, duration, moneyRate, none, rate, wholeNumber } from "./quantitySchema.ts";
import { DISKS, STORE_PRESETS } from "./storePresets.ts";
import { type CheckContext, strict } from "./strictSchema.ts";

const bandwidthOrNone = z.union([bandwidth, none]).optional();
const rateOrNone = z.union([rate, none]).optional();

/** Something that inputs, outputs and images are read from and written to. Keys that a preset fills have no default here. */
export const storageSchema = strict({
  preset: z
    .enum(Object.keys(STORE_PRESETS) as [string, ...string[]])
    .optional()
    .describe("A kind of storage, of which the other keys change something: see poolsim help storage."),
  bandwidth: bandwidth.optional().describe("Of all transfers together, shared fairly. Required without a preset."),
  perClient: bandwidthOrNone.describe("Of each transfer. Default: none, or the preset's."),
  requests: rateOrNone.describe("Transfers that may begin, each a request. Default: none, or the preset's."),
  perObject: strict({
    bandwidth: bandwidthOrNone.describe("Of all its transfers together."),
    requests: rateOrNone.describe("Of its transfers that may begin."),
  })
    .optional()
    .describe("The same for all transfers of one object that a job names. Default: none, or the preset's."),
  latency: duration.optional().describe("Before the first byte. Default: 0 s, or the preset's."),
  price: moneyRate.optional().describe("Fixed; due where an alternative uses the store, and prorated."),
  disks: wholeNumber(1, 64).optional().describe("Of preset nfs: striped disks (RAID-0). Default: 1."),
  disk: z
    .enum(Object.keys(DISKS) as [string, ...string[]])
    .optional()
    .describe("Of preset nfs: the kind of disk. Default: standard."),
  vmLimit: bandwidth.optional().describe("Of preset nfs: what its VM can move, at most. Default: no limit."),
}).check(movesSomething);

/** A store with a limit of nothing would keep every transfer for ever. */
function movesSomething({ value, issues }: CheckContext<object>): void {
  const check = (at: object, path: readonly string[]): void => {
    for (const [key, told] of Object.entries(at)) {
      if (typeof told === "object" && told !== null) check(told, [...path, key]);
      const reading = key === "requests" ? RATE.read(told) : BANDWIDTH.read(told);
      if (!["bandwidth", "perClient", "requests", "vmLimit"].includes(key) || !reading.ok || reading.value > 0)
        continue;
      issues.push({
        code: "custom",
        path: [...path, key],
        message: `is ${told}; nothing would ever be moved`,
        input: value,
      });
    }
  };
  check(value, []);
}
