import type { Ticks } from "../../engine/time.ts";
import { type CancelledVms, cancelledVmAt } from "../cancelledVms.ts";
import type { PoolSpec } from "../pool/poolSpec.ts";
import { vmsOfPool } from "../vmsByPool.ts";
import type { VmRow } from "../worldResult.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { AuditError, seconds } from "./auditError.ts";
import { CancelledSum } from "./cancelledSum.ts";
import { overlap } from "./overlap.ts";
import type { SlotBook } from "./slotBook.ts";

/** The measured window: up to its planned end, or held open until the clock stopped (after it, or cut off before it). */
interface Window {
  readonly from: Ticks;
  readonly to: Ticks;
  readonly clock: Ticks;
  readonly pastEnd: boolean;
}

/**
 * Checks the VM ledger against the log (invariant 6): each VM that the log tells of has one line, its instants are those
 * of the log, its billed and busy time are what the log gives inside the window, and billed is the sum of its kinds.
 * `books` has one entry a system, the classic service's first.
 */
export function checkLedger(
  spec: WorldSpec,
  books: readonly SlotBook[],
  told: {
    readonly vms: readonly VmRow[];
    readonly cancelled?: readonly CancelledVms[];
    readonly window: { readonly from: Ticks; readonly to: Ticks };
  },
  clock: Ticks,
): void {
  const { vms: rows, cancelled = [] } = told;
  const { from, to } = told.window;
  const pastEnd = to !== spec.warmUp + spec.horizon;
  if (from !== spec.warmUp || (pastEnd && to < clock)) {
    throw new AuditError(
      6,
      clock,
      `hours are counted from ${seconds(from)} s to ${seconds(to)} s, no window of this run`,
    );
  }
  const known = new Set(spec.pools.map(({ name }) => name));
  const stranger = rows.find((row) => !known.has(row.pool));
  if (stranger !== undefined) {
    throw new AuditError(6, clock, `VM ${stranger.vm} of ${stranger.pool} stands in the ledger of no pool`);
  }
  spec.pools.forEach((pool, p) => {
    const book = books[p + 1]!;
    const seen = new Uint8Array(book.requested);
    for (const row of vmsOfPool(rows, pool.name)) {
      const fault =
        seen[row.vm] === 1 ? "stands twice in the ledger" : faultOf(row, pool, book, { from, to, clock, pastEnd });
      if (fault !== null) throw new AuditError(6, clock, `VM ${row.vm} of ${pool.name} ${fault}`);
      seen[row.vm] = 1;
    }
    for (let vm = 0; vm < book.requested; vm++) {
      if (seen[vm] === 0 && book.told(vm, clock, pastEnd) !== undefined)
        throw new AuditError(6, clock, `VM ${vm} of ${pool.name} is missing from the ledger`);
    }
    const sum = new CancelledSum();
    for (const vms of cancelled.filter((candidate) => candidate.pool === pool.name)) {
      for (let i = 0; i < vms.count; i++) {
        const { vm, requested, cancelled: time } = cancelledVmAt(vms, i);
        sum.add(vm, requested, time);
      }
    }
    if (!sum.equals(book.cancelled)) {
      throw new AuditError(6, clock, `the cancelled VMs of ${pool.name} are not those of its events`);
    }
  });
}

const STEPS = ["requested", "ready", "left", "deleted"] as const;

/** What is wrong with a line of the ledger, in words. */
function faultOf(row: VmRow, pool: PoolSpec, book: SlotBook, { from, to, clock, pastEnd }: Window): string | null {
  const told = book.told(row.vm, clock, pastEnd);
  if (told === undefined) return "stands in the ledger but was never requested, or was cancelled";
  for (const step of STEPS) {
    if (row[step] !== told[step]) return `is ${step} at ${row[step]} in the ledger, at ${told[step]} by its events`;
  }
  if (row.lowPriority !== told.lowPriority) return "has another priority in the ledger than at its request";
  const start = pool.billing === "fromAllocation" ? told.requested : told.ready;
  const billed = start === null ? 0 : overlap(start, told.deleted ?? clock, from, to);
  if (row.billed - row.rounding !== billed) {
    return `is billed ${row.billed - row.rounding} ticks before rounding, its events give ${billed}`;
  }
  if (row.busy !== told.busy) return `is busy for ${row.busy} ticks in the ledger, for ${told.busy} by its events`;
  if (row.transferring !== told.transferring)
    return `is transferring for ${row.transferring} ticks in the ledger, for ${told.transferring} by its events`;
  const sum = row.busy + row.idle + row.transferring + row.leaving + row.rounding;
  if (sum !== row.billed) return `is billed ${row.billed} ticks, the kinds of its time add up to ${sum}`;
  const least = Math.min(row.busy, row.idle, row.transferring, row.leaving, row.rounding);
  return least < 0 ? "has a negative time in the ledger" : null;
}
