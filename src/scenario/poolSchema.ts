import * as z from "zod";
import { MINUTE } from "../engine/time.ts";
import { randomDuration, randomLongDuration } from "./distributionSchema.ts";
import {
  bandwidth,
  duration,
  longDuration,
  moneyRate,
  none,
  positiveNumber,
  probability,
  reference,
  share,
  size,
  wholeNumber,
} from "./quantitySchema.ts";
import { scalingSchema } from "./scalingSchema.ts";
import { type CheckContext, defaulted, leaving, strict } from "./strictSchema.ts";
import { UNTOLD_LOW_PRIORITY } from "./untold.ts";
import { DURATIONS } from "./valueKind.ts";

const MOST_VMS = 1_000_000;
const SHORTEST_RESIZE_TIMEOUT = 5 * MINUTE;

/** A kind of virtual machine. */
export const vmSizeSchema = strict({
  cores: wholeNumber(1, 100_000).optional().describe("Count for quotas, and bound slotsPerVm."),
  speed: defaulted(
    z.union([
      positiveNumber,
      z
        .object({ default: positiveNumber.optional().describe("Of workloads that are not named. Default: 1.") })
        .catchall(positiveNumber)
        .describe("By workload, and default for the others."),
    ]),
    1,
    "Divides service times; a map: by workload, and default for the others.",
    "convention",
  ),
  network: bandwidth.optional().describe("What a VM can move; each slot has an equal part. Absent: no limit."),
  disk: bandwidth
    .optional()
    .describe("What its own disk can: bytes moved are read from it or written to it. Likewise shared by the slots."),
  price: moneyRate.optional().describe("Of a VM; counts only without a billing plan. Absent: no cost is told."),
});

/** A VM that is lost as soon as it is ready would be of no use. */
const lasting = randomLongDuration.refine((value) => typeof value !== "string" || DURATIONS.read(value) !== 0, {
  message: "must be above 0 s",
});

/** What is told of a pool's VMs of low priority. */
const lowPriority = strict({
  vms: defaulted(
    wholeNumber(0, MOST_VMS),
    UNTOLD_LOW_PRIORITY.vms,
    "Low-priority VMs at creation, beside vms; on demand, so many of max; a formula sets its own.",
    "convention",
  ),
  lifetime: lasting.optional().describe("From ready to eviction. Absent: never evicted."),
  discount: defaulted(share, UNTOLD_LOW_PRIORITY.discount, "On the price.", "sourced"),
  longestRun: defaulted(
    z.union([longDuration, none]),
    UNTOLD_LOW_PRIORITY.longestRun,
    "A task that computes so long on them without a break is evicted.",
    "assumption",
  ),
});

const allocationFailure = strict({
  probability: defaulted(probability, 0, "Of each request for a VM to fail.", "assumption"),
  retryDelay: defaulted(duration, "1 min", "Until it is made again.", "assumption"),
});

const startTaskFailure = strict({
  probability: defaulted(
    probability,
    0,
    "Of a VM's start task to fail: the VM is unusable then, and stays until a resize.",
    "assumption",
  ),
});

const breakdown = strict({
  mtbf: defaulted(z.union([lasting, none]), "none", "Time from ready to a breakdown.", "assumption"),
  while: defaulted(
    z.enum(["ready", "running"]),
    "ready",
    "Whether the clock of breakdowns stops while a VM is idle.",
    "assumption",
  ),
});

/** A pool of the customer's own VMs. */
export const poolSchema = strict({
  preset: z
    .enum(["batchAi"])
    .optional()
    .describe("Defaults as a cluster of Batch AI has them; see poolsim help pools."),
  vms: wholeNumber(0, MOST_VMS).optional().describe("At creation. Required, unless scaling creates them."),
  vmSize: z
    .union([reference, vmSizeSchema])
    .prefault({})
    .describe("What its VMs are, or the name of a size in vmSizes."),
  slotsPerVm: defaulted(
    wholeNumber(1, 256),
    1,
    "Tasks that run on a VM at a time; at most 4 for each core, and 256.",
    "sourced",
  ),
  billingPlan: reference.optional().describe("The plan that the pool is charged to."),
  provisioning: defaulted(
    randomDuration,
    "0 s",
    "From a VM's request to its start task. {lognormal: {median: 4 min, p95: 12 min}} is typical.",
    "assumption",
  ),
  startTask: defaulted(
    z.union([
      randomDuration.check(leaving(["pull", "from"])),
      strict({ pull: size.describe("An image."), from: reference.describe("A storage.") }),
    ]),
    "0 s",
    "From there to ready.",
    "assumption",
  ),
  deprovisioning: defaulted(randomDuration, "0 s", "From leaving to deleted; billed.", "assumption"),
  dispatch: defaulted(
    randomDuration,
    "0 s",
    "From a slot to the start; it holds the slot. 2 to 5 s is typical.",
    "assumption",
  ),
  scaling: scalingSchema.optional().describe("Absent: fixed at vms."),
  queue: defaulted(z.enum(["fifo", "priority"]), "fifo", "Order of the waiting tasks.", "assumption"),
  fill: defaulted(
    z.enum(["pack", "spread"]),
    "pack",
    "A task takes the VM with the most, or the fewest, busy slots.",
    "sourced",
  ),
  reuse: defaulted(
    z.enum(["mostRecentlyIdle", "longestIdle"]),
    "mostRecentlyIdle",
    "Among equals, the VM that a task takes.",
    "assumption",
  ),
  preempt: defaulted(
    z.enum(["none", "resume"]),
    "none",
    "Whether a task of higher priority takes a running one's slot.",
    "sourced",
  ),
  backfill: defaulted(
    z.enum(["none", "firstFit", "easy"]),
    "none",
    "Whether jobs pass a gang that does not fit: any that fit, or (easy) those that by their estimates do not delay it.",
    "assumption",
  ),
  deallocation: defaulted(
    z.enum(["requeue", "terminate", "taskCompletion"]),
    "requeue",
    "What becomes of the tasks of a VM that must leave.",
    "sourced",
  ),
  resizeTimeout: defaulted(duration, "15 min", "A resize that takes longer ends short of its target.", "sourced"),
  resizeWhileResizing: defaulted(
    z.boolean(),
    false,
    "Whether a resize is accepted while another is under way.",
    "sourced",
  ),
  whenDeleted: defaulted(
    z.enum(["cancel", "classic"]),
    "cancel",
    "What becomes of the jobs queued in a pool that is deleted.",
    "assumption",
  ),
  billing: defaulted(
    z.enum(["fromReady", "fromAllocation"]),
    "fromReady",
    "From when a VM is billed, until it is deleted; fromAllocation counts from its request, failed ones too.",
    "sourced",
  ),
  lowPriority: lowPriority.optional().describe("Cheaper VMs that may be taken away."),
  allocationFailure: allocationFailure.prefault({}).describe("Requests for VMs that fail."),
  startTaskFailure: startTaskFailure.prefault({}).describe("VMs that never get ready."),
  breakdown: breakdown.prefault({}).describe("VMs that break, and are replaced."),
  maxWallClockTime: defaulted(
    z.union([longDuration, none]),
    "none",
    "A task that computes so long without a break fails.",
    "assumption",
  ),
})
  .check(slotsFit)
  .check(({ value, issues }) => {
    const timeout = DURATIONS.read(value.resizeTimeout);
    if (timeout < SHORTEST_RESIZE_TIMEOUT) {
      const message = `"${value.resizeTimeout}" is too short; the service takes 5 min or more`;
      issues.push({ code: "custom", path: ["resizeTimeout"], message, input: value });
    }
    if (value.preempt === "resume" && value.queue !== "priority") {
      const message = "needs queue: priority beside it; in a fifo queue priorities do not count";
      issues.push({ code: "custom", path: ["preempt"], message, input: value });
    }
  });

function slotsFit({
  value,
  issues,
}: CheckContext<{
  readonly vmSize?: unknown;
  readonly slotsPerVm?: unknown;
  readonly vms?: unknown;
  readonly scaling?: unknown;
}>): void {
  const cores =
    typeof value.vmSize === "object" && value.vmSize !== null && "cores" in value.vmSize
      ? value.vmSize.cores
      : undefined;
  if (typeof cores === "number" && cores >= 1 && typeof value.slotsPerVm === "number") {
    const message = slotsFault(value.slotsPerVm, cores);
    if (message !== null) issues.push({ code: "custom", path: ["slotsPerVm"], message, input: value });
  }
  if (
    value.vms === undefined &&
    value.scaling === undefined &&
    !issues.some(({ code }) => code === "unrecognized_keys")
  ) {
    issues.push({
      code: "custom",
      path: ["vms"],
      message: "is missing; write the number of VMs, for example 4",
      input: value,
    });
  }
}

/** Why a VM of so many cores cannot have so many slots, or null. The service's limit: 4 for each core, at most 256. */
export function slotsFault(slots: number, cores: number): string | null {
  const most = Math.min(4 * cores, 256);
  return slots <= most
    ? null
    : `${slots} slots are too many; a VM of ${cores} core${cores === 1 ? "" : "s"} has at most ${most}`;
}
