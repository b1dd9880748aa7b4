import type { Random } from "./writtenRandom.ts";

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
      // Between two ages so many hundredths are lost: straight lines through Kaplan and Meier's curve.
      mixture: [
        lostBetween("0 h", "0.1 h", 4),
        lostBetween("0.1 h", "1 h", 10),
        lostBetween("1 h", "3 h", 9),
        lostBetween("3 h", "6 h", 4),
        lostBetween("6 h", "24 h", 12),
        lostBetween("24 h", "24.02 h", 1),
        lostBetween("24.02 h", "24.05 h", 9),
        lostBetween("24.05 h", "24.1 h", 7),
        lostBetween("24.1 h", "24.17 h", 8),
        lostBetween("24.17 h", "24.25 h", 13),
        lostBetween("24.25 h", "24.6 h", 15),
        lostBetween("24.6 h", "24.85 h", 8),
      ],
    },
    source:
      "1,442 preemptible VMs (kadupitiya/goog-preemption-data, 2019), by Kaplan and Meier's estimate, nowhere farther from it than 0.02; the 727 VMs of a batch that end within a minute are taken as those stopped by their user, an assumption",
  },
};

function lostBetween(min: string, max: string, weight: number): { weight: number; of: Random } {
  return { weight, of: { uniform: { min, max } } };
}
