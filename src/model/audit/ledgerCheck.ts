import type { Ticks } from "../../engine/time.ts";
import type { VmRow } from "../worldResult.ts";
import type { PoolSpec, WorldSpec } from "../worldSpec.ts";
import { AuditError, seconds } from "./auditError.ts";
import type { SlotBook } from "./slotBook.ts";
import { overlap } from "./vmHours.ts";

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
  rows: readonly VmRow[],
  clock: Ticks,
  hours: { readonly from: Ticks; readonly to: Ticks },
): void {
  const { from, to } = hours;
  const pastEnd = to !== spec.warmUp + spec.horizon;
  if (from !== spec.warmUp || (pastEnd && to < clock)) {
    throw new AuditError(
      6,
      clock,
      `hours are counted from ${seconds(from)} s to ${seconds(to)} s, no window of this run`,
    );
  }
  const stranger = rows.find((row) => !spec.pools.some((pool) => pool.name === row.pool));
  if (stranger !== undefined) {
    throw new AuditError(6, clock, `VM ${stranger.vm} of ${stranger.pool} stands in the ledger of no pool`);
  }
  spec.pools.forEach((pool, p) => {
    const book = books[p + 1]!;
    const seen = new Set<number>();
    for (const row of rows.filter((candidate) => candidate.pool === pool.name)) {
      const fault = seen.has(row.vm)
        ? "stands twice in the ledger"
        : faultOf(row, pool, book, { from, to, clock, pastEnd });
      if (fault !== null) throw new AuditError(6, clock, `VM ${row.vm} of ${pool.name} ${fault}`);
      seen.add(row.vm);
    }
    const told = book.vms();
    for (let vm = 0; vm < told; vm++) {
      if (!seen.has(vm)) throw new AuditError(6, clock, `VM ${vm} of ${pool.name} is missing from the ledger`);
    }
  });
}

/** What is wrong with a line of the ledger, in words. */
function faultOf(row: VmRow, pool: PoolSpec, book: SlotBook, { from, to, clock, pastEnd }: Window): string | null {
  const told = book.hours.instants(row.vm);
  if (told.requested === null) return "stands in the ledger but was never requested";
  for (const step of ["requested", "ready", "left", "deleted"] as const) {
    if (row[step] !== told[step]) return `is ${step} at ${row[step]} in the ledger, at ${told[step]} by its events`;
  }
  const start = pool.billing === "fromAllocation" ? told.requested : told.ready;
  // What is cancelled before it is ready is paid for in no case.
  const cancelled = told.ready === null && told.deleted !== null;
  const billed = start === null || cancelled ? 0 : overlap(start, told.deleted ?? clock, from, to);
  if (row.billed - row.rounding !== billed) {
    return `is billed ${row.billed - row.rounding} ticks before rounding, its events give ${billed}`;
  }
  const busy = book.hours.busyTime(row.vm, clock, pastEnd);
  if (row.busy !== busy) return `is busy for ${row.busy} ticks in the ledger, for ${busy} by its events`;
  const kinds = [row.busy, row.idle, row.transferring, row.leaving, row.rounding];
  const sum = kinds.reduce((total, ticks) => total + ticks, 0);
  if (sum !== row.billed) return `is billed ${row.billed} ticks, the kinds of its time add up to ${sum}`;
  return kinds.some((ticks) => ticks < 0) ? "has a negative time in the ledger" : null;
}
