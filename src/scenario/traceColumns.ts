import { SECOND, type Ticks } from "../engine/time.ts";
import type { TraceJobs } from "../model/workload/traceJobs.ts";
import { ascendingRows } from "./ascendingRows.ts";
import { doubles, firstRows, grown, integers, reorder } from "./sharedColumn.ts";
import { TraceError } from "./traceError.ts";

const MOST_SLOTS = 100_000_000;
const UNKNOWN = "unknown";

/** The jobs of a trace while it is read: columns that grow where they stand, in file order until `finish`. */
export class TraceColumns {
  count = 0;
  /** The earliest submission so far, as appended, and its line; `last` likewise. */
  first: Ticks = Number.POSITIVE_INFINITY;
  firstLine = 0;
  last: Ticks = Number.NEGATIVE_INFINITY;
  readonly #file: string;
  #submit = doubles();
  #service = doubles();
  /** Without room until one is told. */
  #estimate = doubles();
  #slots = integers();
  #tenant = integers();
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
    if (estimate > 0) {
      while (row >= this.#estimate.length) this.#estimate = grown(this.#estimate);
      this.#estimate[row] = estimate;
    }
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
    const [submit, service] = [firstRows(this.#submit, count), firstRows(this.#service, count)];
    const [slots, tenant] = [firstRows(this.#slots, count), firstRows(this.#tenant, count)];
    const estimate = this.#estimated();
    if (!this.#sorted) {
      const order = ascendingRows(submit);
      for (const column of [submit, service, slots, tenant, ...(estimate === null ? [] : [estimate])]) {
        reorder(column, order);
      }
    }
    if (shift !== 0) for (let i = 0; i < count; i++) submit[i] = submit[i]! + shift;
    const anonymous = this.#tenants.size === 1 && this.#tenants.has(UNKNOWN);
    return {
      count,
      submit,
      service,
      slots,
      ...(estimate === null ? {} : { estimate }),
      tenant: anonymous ? tenant.fill(-1) : tenant,
      tenants: anonymous ? [] : [...this.#tenants.keys()],
      dropped: { ...this.#dropped },
    };
  }

  #estimated(): Float64Array<SharedArrayBuffer> | null {
    if (this.#estimate.length === 0) return null;
    while (this.#estimate.length < this.count) this.#estimate = grown(this.#estimate);
    return firstRows(this.#estimate, this.count);
  }

  #tenantOf(name: string | null): number {
    const key = name ?? UNKNOWN;
    const known = this.#tenants.get(key);
    if (known !== undefined) return known;
    const index = this.#tenants.size;
    this.#tenants.set(key, index);
    return index;
  }

  #grow(): void {
    this.#submit = grown(this.#submit);
    this.#service = grown(this.#service);
    this.#slots = grown(this.#slots);
    this.#tenant = grown(this.#tenant);
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
