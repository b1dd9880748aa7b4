import type { Random } from "./distributionSchema.ts";

/** A distribution that a scenario may name, with where it comes from. */
export interface DelayPreset {
  readonly is: Random;
  /** What it was fitted to, and how; what is assumed. */
  readonly source: string;
}

/** Delays and lifetimes of VMs as they were seen somewhere, by the names under which a scenario may use them. */
export const DELAY_PRESETS: Readonly<Record<string, DelayPreset>> = {
  "azure-batch-allocation": {
    is: { lognormal: { median: "4 min", p95: "12 min" } },
    source: "users' reports of 3 to 30 min for Azure Batch (2018-2024); the shape is an assumption",
  },
  "gce-preemptible-allocation": {
    is: { gamma: { mean: "22.5 s", cv: 0.617 } },
    source:
      "1,440 insert calls of preemptible VMs (kadupitiya/goog-preemption-data, 2019), by moments; boot not included",
  },
  "gce-preemptible-lifetime": {
    is: {
      mixture: [
        { weight: 52, of: { weibull: { mean: "9 h", shape: 0.5 } } },
        { weight: 48, of: { uniform: { min: "23.9 h", max: "24.6 h" } } },
      ],
    },
    source:
      "1,442 preemptible VMs (kadupitiya/goog-preemption-data, 2019), by Kaplan and Meier's estimate; VMs of one batch that end within 5 s are taken as stopped by their user, an assumption",
  },
};
