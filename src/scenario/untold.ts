/**
 * What holds of a part that a file uses without a word about it. The schemas take their defaults from here, so that simulating threads
 * know these without the schemas.
 */

/** The shared service that jobs go to where none is described: it holds nobody up, but for the service's cap on each endpoint. */
export const UNTOLD_CLASSIC = {
  endpointConcurrency: 40,
  tenantConcurrency: "none",
  maxQueued: "none",
  dispatch: "0 s",
  speed: 1,
} as const;

/** The low-priority VMs that a formula asks for in a pool that tells nothing of such. */
export const UNTOLD_LOW_PRIORITY = { vms: 0, discount: "80%", longestRun: "none" } as const;

/** What a published plan has beside its own terms. */
export const UNTOLD_PLAN = { period: "30 d" } as const;
