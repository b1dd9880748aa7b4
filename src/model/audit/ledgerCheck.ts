import type { Ticks } from "../../engine/time.ts";
import type { VmRow } from "../worldResult.ts";
import type { PoolSpec } from "../worldSpec.ts";
import { AuditError } from "./auditError.ts";
import type { SlotBook } from "./slotBook.ts";
import { overlap } from "./vmHours.ts";

/** The measured window and whether it was held open, past its planned end, until the last job was done. */
export interface LedgerWindow {
  readonly from: Ticks;
  readonly to: Ticks;
  readonly drained: boolean;
}

/**
 * Checks one pool's lines of the VM ledger (invariant 6): each VM that the log tells of has one, its instants are those
 * of the log, its billed and busy time are what the log gives inside the window, and billed is the sum of its kinds.
 */
export function checkLedger(
  pool: PoolSpec,
  book: SlotBook,
  rows: readonly VmRow[],
  clock: Ticks,
  window: LedgerWindow,
): void {
  const seen = new Set<number>();
  for (const row of rows) {
    const fail = (finding: string): AuditError => new AuditError(6, clock, `VM ${row.vm} of ${pool.name} ${finding}`);
    if (seen.has(row.vm)) throw fail("stands twice in the ledger");
    seen.add(row.vm);
    const told = book.hours.instants(row.vm);
    if (told.requested === null) throw fail("stands in the ledger but was never requested");
    for (const step of ["requested", "ready", "left", "deleted"] as const) {
      if (row[step] !== told[step])
        throw fail(`is ${step} at ${row[step]} in the ledger, at ${told[step]} in its events`);
    }
    const start = pool.billing === "fromAllocation" ? told.requested : told.ready;
    const exposed = start === null ? 0 : overlap(start, told.deleted ?? clock, window.from, window.to);
    if (row.billed - row.rounding !== exposed) {
      throw fail(`is billed ${row.billed - row.rounding} ticks before rounding, its events give ${exposed}`);
    }
    const busy = book.hours.busyTime(row.vm, clock, window.drained);
    if (row.busy !== busy) throw fail(`is busy for ${row.busy} ticks in the ledger, for ${busy} in its events`);
    const kinds = [row.busy, row.idle, row.transferring, row.leaving, row.rounding];
    const sum = kinds.reduce((total, ticks) => total + ticks, 0);
    if (sum !== row.billed) throw fail(`is billed ${row.billed} ticks, the kinds of its time add up to ${sum}`);
    if (kinds.some((ticks) => ticks < 0)) throw fail("has a negative time in the ledger");
  }
  for (let vm = 0; vm < book.vms(); vm++) {
    if (!seen.has(vm)) throw new AuditError(6, clock, `VM ${vm} of ${pool.name} is missing from the ledger`);
  }
}
