import { BANDWIDTH, RATE } from "./quantities.ts";

/** A store as it is written. */
export interface StoreWords {
  readonly preset?: string | undefined;
  readonly bandwidth?: string | undefined;
  readonly perClient?: string | undefined;
  readonly requests?: string | undefined;
  readonly perObject?: { readonly bandwidth?: string | undefined; readonly requests?: string | undefined } | undefined;
  readonly latency?: string | undefined;
  readonly price?: string | undefined;
  readonly disks?: number | undefined;
  readonly disk?: string | undefined;
  readonly vmLimit?: string | undefined;
}

/**
 * Published limits of kinds of storage, 2017 to 2019: of a blob account what it gives out, in all and in requests, and what one blob
 * gives; of a standard file share. All latencies and all of `registry` are assumptions.
 */
export const STORE_PRESETS: Readonly<Record<string, StoreWords>> = {
  blob: {
    bandwidth: "50 Gbit/s",
    perClient: "60 MB/s",
    requests: "20000/s",
    perObject: { bandwidth: "60 MB/s", requests: "500/s" },
    latency: "20 ms",
  },
  azureFiles: { bandwidth: "60 MiB/s", requests: "1000/s", latency: "10 ms" },
  nfs: { disks: 1, disk: "standard", latency: "1 ms" },
  registry: { bandwidth: "10 Gbit/s", perClient: "1 Gbit/s", latency: "1 s" },
};

/** What a data disk of a file server moves, and how many requests it takes, as published in 2017. */
export const DISKS: Readonly<Record<string, { readonly bandwidth: string; readonly requests: string }>> = {
  standard: { bandwidth: "60 MB/s", requests: "500/s" },
  P10: { bandwidth: "100 MB/s", requests: "500/s" },
  P20: { bandwidth: "150 MB/s", requests: "2300/s" },
  P30: { bandwidth: "200 MB/s", requests: "5000/s" },
  P40: { bandwidth: "250 MB/s", requests: "7500/s" },
};

/** The keys that say what disks a file server has: only the preset `nfs` knows them. */
export const DISK_KEYS = ["disks", "disk", "vmLimit"] as const;

/** A store with what its preset tells; what is written itself counts first. */
export function withStorePreset<Words extends StoreWords>(words: Words): Words {
  const { preset = "" } = words;
  return Object.hasOwn(STORE_PRESETS, preset) ? { ...STORE_PRESETS[preset], ...words } : words;
}

/**
 * A file server with what its disks give together, for they are striped (RAID-0), but no more than the VM that they hang on can move. Any
 * other store is as it was.
 */
export function withDisks<Words extends StoreWords>(words: Words): Words {
  return words.preset === "nfs" ? { ...disksOf(words), ...words } : words;
}

function disksOf({ disks = 1, disk = "", vmLimit }: StoreWords): StoreWords {
  const one = DISKS[disk];
  if (one === undefined) return {};
  const together = disks * read(BANDWIDTH, one.bandwidth);
  const limit = vmLimit === undefined ? Number.POSITIVE_INFINITY : read(BANDWIDTH, vmLimit);
  const requests = disks * Math.round(read(RATE, one.requests) * 1e6);
  return {
    bandwidth: together <= limit ? `${together / 1e6} MB/s` : vmLimit,
    requests: `${requests}/s`,
  };
}

function read(quantity: typeof BANDWIDTH, text: string): number {
  const reading = quantity.read(text);
  return reading.ok ? reading.value : 0;
}
