import { SECOND, type Ticks } from "../engine/time.ts";
import type { TraceJobs } from "../model/workload/traceJobs.ts";
import { TraceError } from "./traceError.ts";

const FIRST_CAPACITY = 1024;
const MOST_SLOTS = 100_000_000;
const UNKNOWN = "unknown";

/** The jobs of a trace while it is read: columns that grow by doubling, in file order until `finish`. */
export class TraceColumns {
  count = 0;
  /** The earliest submission so far, as appended, and its line; `last` likewise. */
  first: Ticks = Number.POSITIVE_INFINITY;
  firstLine = 0;
  last: Ticks = Number.NEGATIVE_INFINITY;
  readonly #file: string;
  #submit = new Float64Array(FIRST_CAPACITY);
  #service = new Float64Array(FIRST_CAPACITY);
  #estimate = new Float64Array(FIRST_CAPACITY);
  #estimated = false;
  #slots = new Int32Array(FIRST_CAPACITY);
  #tenant = new Int32Array(FIRST_CAPACITY);
  #sorted = true;
  readonly #tenants = new Map<string, number>();
  readonly #dropped: Record<string, number> = {};

  constructor(file: string) {
    this.#file = file;
  }

  /**
   * A job, its times in ticks; the tenant is null, and the estimate 0 or less, where the trace does not tell. Drops it, counted, where it runs for no time or on no slot.
   *
   * Throws a `TraceError` for a time beyond 2^53 ticks, and for slots that are no whole number or are absurdly many.
   */
  append(line: number, submit: Ticks, service: Ticks, slots: number, tenant: string | null, estimate: Ticks = 0): void {
    if (!Number.isSafeInteger(submit)) throw this.#beyond(line, "submit time", submit);
    if (!Number.isSafeInteger(service)) throw this.#beyond(line, "duration", service);
    if (service <= 0 || slots <= 0) {
      this.drop(service <= 0 ? "run time <= 0" : "slots <= 0");
      return;
    }
    if (!Number.isInteger(slots)) throw new TraceError(this.#file, line, `${slots} slots, expected a whole number`);
    if (slots > MOST_SLOTS) throw new TraceError(this.#file, line, `${slots} slots, expected at most ${MOST_SLOTS}`);
    const row = this.count;
    if (row === this.#submit.length) this.#grow();
    if (submit < this.last) this.#sorted = false;
    else this.last = submit;
    if (submit < this.first) {
      this.first = submit;
      this.firstLine = line;
    }
    this.#submit[row] = submit;
    this.#service[row] = service;
    this.#slots[row] = slots;
    this.#estimate[row] = Math.max(0, estimate);
    this.#estimated ||= estimate > 0;
    this.#tenant[row] = this.#tenantOf(tenant);
    this.count++;
  }

  drop(reason: string): void {
    this.#dropped[reason] = (this.#dropped[reason] ?? 0) + 1;
  }

  /** The jobs in order of submission, ties in file order, each `shift` ticks later. Throws a `TraceError` if there are none. */
  finish(shift: Ticks): TraceJobs {
    const count = this.count;
    if (count === 0)
      throw new TraceError(this.#file, null, `no jobs in it${this.#droppedInWords()}, expected at least one`);
    for (const end of [this.first, this.last]) {
      if (!Number.isSafeInteger(end + shift))
        throw this.#beyond(this.firstLine, "submit time from time.start", end + shift);
    }
    const order = this.#sorted ? null : this.#orderOfSubmission();
    const submit = arrange(this.#submit, sharedDoubles(count), order);
    if (shift !== 0) for (let i = 0; i < count; i++) submit[i] = submit[i]! + shift;
    const anonymous = this.#tenants.size === 1 && this.#tenants.has(UNKNOWN);
    return {
      count,
      submit,
      service: arrange(this.#service, sharedDoubles(count), order),
      slots: arrange(this.#slots, sharedIntegers(count), order),
      ...(this.#estimated ? { estimate: arrange(this.#estimate, sharedDoubles(count), order) } : {}),
      tenant: anonymous ? sharedIntegers(count).fill(-1) : arrange(this.#tenant, sharedIntegers(count), order),
      tenants: anonymous ? [] : [...this.#tenants.keys()],
      dropped: { ...this.#dropped },
    };
  }

  #tenantOf(name: string | null): number {
    const key = name ?? UNKNOWN;
    const known = this.#tenants.get(key);
    if (known !== undefined) return known;
    const index = this.#tenants.size;
    this.#tenants.set(key, index);
    return index;
  }

  #orderOfSubmission(): Uint32Array {
    const submit = this.#submit;
    return new Uint32Array(this.count).map((_, i) => i).sort((a, b) => submit[a]! - submit[b]! || a - b);
  }

  #grow(): void {
    const capacity = 2 * this.#submit.length;
    this.#submit = arrange(this.#submit, new Float64Array(capacity), null);
    this.#service = arrange(this.#service, new Float64Array(capacity), null);
    this.#estimate = arrange(this.#estimate, new Float64Array(capacity), null);
    this.#slots = arrange(this.#slots, new Int32Array(capacity), null);
    this.#tenant = arrange(this.#tenant, new Int32Array(capacity), null);
  }

  #beyond(line: number, what: string, ticks: number): TraceError {
    const most = Math.floor(Number.MAX_SAFE_INTEGER / SECOND);
    return new TraceError(
      this.#file,
      line,
      `a ${what} of ${ticks / SECOND} s, expected at most ${most} s (2^53 microseconds)`,
    );
  }

  #droppedInWords(): string {
    const reasons = Object.entries(this.#dropped).map(([reason, lines]) => `${lines} dropped for ${reason}`);
    return reasons.length === 0 ? "" : ` (${reasons.join(", ")})`;
  }
}

/** Columns that threads share instead of each having a copy. */
function sharedDoubles(count: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(count * Float64Array.BYTES_PER_ELEMENT));
}

function sharedIntegers(count: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(count * Int32Array.BYTES_PER_ELEMENT));
}

/** Fills `to` from `from` as far as it goes, row by row in `order`. */
function arrange<Column extends Float64Array | Int32Array>(
  from: Column,
  to: Column,
  order: Uint32Array | null,
): Column {
  if (order === null) to.set(from.length > to.length ? from.subarray(0, to.length) : from);
  else for (let i = 0; i < order.length; i++) to[i] = from[order[i]!]!;
  return to;
}
