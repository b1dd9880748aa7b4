/** A billing plan as it is written. */
export interface PlanWords {
  readonly preset?: string | undefined;
  readonly price?: string | undefined;
  readonly period?: string | undefined;
  readonly from?: string | undefined;
  readonly includedHours?: number | undefined;
  readonly includedTransactions?: number | undefined;
  readonly overageHour?: string | undefined;
  readonly overage1000?: string | undefined;
  readonly granularity?: string | undefined;
  readonly minimumCharge?: string | undefined;
  readonly whenUsedUp?: string | undefined;
  readonly reserved?: { readonly vms: number; readonly price: string } | undefined;
}

/**
 * Plans of the services, by the names under which a scenario may use them without writing them. What was found in their
 * documents and price lists: Dev/Test as it stands; the daily prices of S1 and S2, the overage of S1, and what 1,000 jobs cost
 * beyond S3. What S1 to S3 include, the other overage prices, the daily price of S3 and the price of `pay-per-hour`, a VM of two
 * cores, are assumptions. `classic-payg` leaves out the workspace's fee, which is due under every plan.
 */
export const PRESETS: Readonly<Record<string, PlanWords>> = {
  "studio-devtest": { includedHours: 2, includedTransactions: 1000, whenUsedUp: "stop" },
  "studio-s1": {
    price: "3.23 USD/d",
    includedHours: 25,
    includedTransactions: 100_000,
    overageHour: "2 USD",
    overage1000: "0.5 USD",
  },
  "studio-s2": {
    price: "32.26 USD/d",
    includedHours: 500,
    includedTransactions: 2_000_000,
    overageHour: "1.5 USD",
    overage1000: "0.25 USD",
  },
  "studio-s3": {
    price: "322.58 USD/d",
    includedHours: 12_500,
    includedTransactions: 50_000_000,
    overageHour: "1 USD",
    overage1000: "0.1 USD",
  },
  "classic-payg": { overageHour: "2 USD", overage1000: "0.5 USD" },
  "pay-per-hour": { overageHour: "0.14 USD", granularity: "1 s" },
};

/** A plan with what its preset tells: the one that it names, or that has its name. What is written itself counts first. */
export function withPreset<Words extends PlanWords>(name: string, words: Words): Words {
  const preset = words.preset ?? name;
  return Object.hasOwn(PRESETS, preset) ? { ...PRESETS[preset], ...words } : words;
}
