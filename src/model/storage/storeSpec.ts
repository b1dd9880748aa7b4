import type { Ticks } from "../../engine/time.ts";
import type { Price } from "../money.ts";

/** Something that inputs, outputs and images are moved from and to. `Infinity` is no limit. */
export interface StoreSpec {
  readonly name: string;
  /** Bytes a tick: of all transfers together, and of each. */
  readonly bandwidth: number;
  readonly perClient: number;
  /** Transfers that may begin in a tick. */
  readonly requests: number;
  /** The same for those of one object. */
  readonly perObject: { readonly bandwidth: number; readonly requests: number };
  /** Before the first byte. */
  readonly latency: Ticks;
  /** For a tick, due where the customer uses it, however much; null: nothing. */
  readonly price: Price | null;
}
