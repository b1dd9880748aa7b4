import type { Cell } from "../../src/experiment/cell.ts";

/** A worker that comes to an end of its own, by the replication's number: it exits, throws, or never answers. */
export async function simulateCell({ replication }: Cell): Promise<never> {
  if (replication === 0) process.exit(7);
  if (replication === 1) throw new RangeError("Array buffer allocation failed");
  for (;;) {
    // The thread is busy, as in a long simulation.
  }
}
