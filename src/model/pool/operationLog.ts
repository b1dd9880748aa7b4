import type { Ticks } from "../../engine/time.ts";
import type { OperationOutcome, OperationRow } from "../worldResult.ts";

/** An operation whose outcome may not be known yet. */
export class OperationEntry implements OperationRow {
  outcome: OperationOutcome = "under way";
  reason = "";
  readonly time: Ticks;
  readonly pool: string;
  readonly operation: OperationRow["operation"];
  readonly argument: string;

  constructor(time: Ticks, pool: string, operation: OperationRow["operation"], argument: string) {
    this.time = time;
    this.pool = pool;
    this.operation = operation;
    this.argument = argument;
  }

  /** How it ended. What was said of it before is not forgotten. */
  settle(outcome: OperationOutcome, reason = this.reason): void {
    this.outcome = outcome;
    this.reason = reason;
  }
}

/** What was asked of the pool service, in order of time, and what became of it. */
export class OperationLog {
  readonly #entries: OperationEntry[] = [];

  add(entry: OperationEntry): OperationEntry {
    this.#entries.push(entry);
    return entry;
  }

  rows(): OperationRow[] {
    return this.#entries.map((entry) => ({ ...entry }));
  }
}
