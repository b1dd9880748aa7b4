import { DURATION, LONG_DURATION, SIZE } from "./quantities.ts";
import type { Quantity } from "./quantity.ts";

/** A value as written: text with a unit, or a plain number where none is needed. */
export type Written = string | number;

/** What the values of something random are. */
export interface ValueKind {
  readonly id: string;
  /** The value as a plain number, ticks for a duration; NaN for what the schema does not let through. */
  read(written: Written): number;
  /** Whole numbers only. */
  readonly counts: boolean;
}

export const DURATIONS: ValueKind = quantityKind("Duration", DURATION);
export const LONG_DURATIONS: ValueKind = quantityKind("LongDuration", LONG_DURATION);
export const SIZES: ValueKind = quantityKind("Size", SIZE);
export const COUNTS: ValueKind = { id: "Count", read: Number, counts: true };
/** Plain numbers above 0, such as the speed of a worker. */
export const NUMBERS: ValueKind = { id: "Number", read: Number, counts: false };

function quantityKind(id: string, quantity: Quantity): ValueKind {
  return {
    id,
    read(written) {
      const reading = quantity.read(written);
      return reading.ok ? reading.value : Number.NaN;
    },
    counts: false,
  };
}
