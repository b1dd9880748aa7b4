import { ClockError } from "../engine/time.ts";

/** Which simulation it was. */
export interface CellName {
  readonly alternative: string;
  readonly replication: number;
  readonly seed: number;
}

/**
 * A simulation that did not come to its end; the message is one line: which it was, and why. A broken invariant is an `AuditError`
 * instead.
 */
export class CellError extends Error {
  override readonly name = "CellError";

  constructor(message: string, stack?: string) {
    super(message);
    if (stack !== undefined) this.stack = stack;
  }
}

/** The simulation threw something. */
export function faultIn(cell: CellName, cause: unknown): CellError {
  if (cause instanceof CellError) return cause;
  if (cause instanceof ClockError) return new CellError(`${placeOf(cell)}: ${cause.message}`);
  const stack = cause instanceof Error ? cause.stack : undefined;
  return new CellError(`${placeOf(cell)}: internal error: ${firstLine(cause)}; please report it`, stack);
}

/** The thread that simulated it is gone. */
export function deathOf(cell: CellName, cause: unknown): CellError {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code !== "ERR_WORKER_OUT_OF_MEMORY")
    return new CellError(`${placeOf(cell)}: its worker died: ${firstLine(cause)}`);
  const remedy = "NODE_OPTIONS=--max-old-space-size=8192 gives it 8 GiB";
  return new CellError(`${placeOf(cell)}: its worker ran out of memory; ${remedy}`);
}

function placeOf({ alternative, replication, seed }: CellName): string {
  return `alternative ${alternative}, replication ${replication}, seed ${seed}`;
}

function firstLine(cause: unknown): string {
  const text = cause instanceof Error ? cause.message || cause.name : String(cause);
  return text.split("\n")[0]!;
}
