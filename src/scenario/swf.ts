import { SECOND } from "../engine/time.ts";
import type { TraceColumns } from "./traceColumns.ts";
import { quoted, TraceError } from "./traceError.ts";
import { parseDecimal } from "./traceTime.ts";

/**
 * The 18 fields of a line in the Standard Workload Format 2.2, in order; -1 in any of them means that it is not known. Times are in
 * seconds, memory in kilobytes for each processor.
 *
 * Source: the format's definition in the Parallel Workloads Archive, https://www.cs.huji.ac.il/labs/parallel/workload/swf.html.
 */
export const SWF_FIELDS = [
  "job number",
  "submit time",
  "wait time",
  "run time",
  "allocated processors",
  "average CPU time",
  "used memory",
  "requested processors",
  "requested time",
  "requested memory",
  "status",
  "user",
  "group",
  "executable",
  "queue",
  "partition",
  "preceding job",
  "think time",
] as const;

const SUBMIT = SWF_FIELDS.indexOf("submit time");
const RUN = SWF_FIELDS.indexOf("run time");
const ALLOCATED = SWF_FIELDS.indexOf("allocated processors");
const REQUESTED = SWF_FIELDS.indexOf("requested processors");
const REQUESTED_TIME = SWF_FIELDS.indexOf("requested time");
const USER = SWF_FIELDS.indexOf("user");

const LONGEST_LINE = 1 << 20;
const NEWLINE = 10;
const SEMICOLON = 59;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;

/**
 * Reads SWF from chunks of bytes into columns: submit and run time, processors (the allocated ones if any, else those requested), the
 * requested time as an estimate of the run time, and the user as a tenant `user-<id>`.
 *
 * Submit times stay the numbers they are: the header's `UnixStartTime` says when the log was taken and moves no job. A line of any
 * status counts. Each of the 18 fields must be a number, used here or not: a line that is not in the format is an error.
 */
export class SwfReader {
  readonly #file: string;
  readonly #columns: TraceColumns;
  readonly #fields = new Float64Array(SWF_FIELDS.length);
  readonly #tenants = new Map<number, string>();
  #rest: Buffer = Buffer.alloc(0);
  #line = 0;

  constructor(file: string, columns: TraceColumns) {
    this.#file = file;
    this.#columns = columns;
  }

  push(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      this.#readLine(bytes, start, end);
      start = end + 1;
    }
    if (bytes.length - start > LONGEST_LINE) {
      throw new TraceError(
        this.#file,
        this.#line + 1,
        `a line of over ${LONGEST_LINE} bytes, expected ${SWF_FIELDS.length} fields`,
      );
    }
    this.#rest = Buffer.from(bytes.subarray(start));
  }

  /** The last line, where it does not end in a newline. */
  end(): void {
    this.#readLine(this.#rest, 0, this.#rest.length);
  }

  #readLine(bytes: Buffer, start: number, end: number): void {
    this.#line++;
    let at = skipBlanks(bytes, start, end);
    if (at === end || bytes[at] === SEMICOLON) return;
    let found = 0;
    while (at < end) {
      const stop = tokenEnd(bytes, at, end);
      if (found < SWF_FIELDS.length) this.#fields[found] = this.#number(bytes, at, stop, found);
      found++;
      at = skipBlanks(bytes, stop, end);
    }
    if (found !== SWF_FIELDS.length) {
      throw new TraceError(this.#file, this.#line, `${found} fields, expected the ${SWF_FIELDS.length} of SWF`);
    }
    this.#appendJob();
  }

  #appendJob(): void {
    const fields = this.#fields;
    const allocated = fields[ALLOCATED]!;
    this.#columns.append(
      this.#line,
      Math.round(fields[SUBMIT]! * SECOND),
      Math.round(fields[RUN]! * SECOND),
      allocated > 0 ? allocated : fields[REQUESTED]!,
      this.#tenantOf(fields[USER]!),
      Math.round(fields[REQUESTED_TIME]! * SECOND),
    );
  }

  /** One string a user: a new one for each job would be hashed anew. */
  #tenantOf(user: number): string | null {
    if (user < 0) return null;
    let tenant = this.#tenants.get(user);
    if (tenant === undefined) {
      tenant = `user-${user}`;
      this.#tenants.set(user, tenant);
    }
    return tenant;
  }

  /** Up to 15 digits with a point anywhere are exact in a double and so is their power of ten: one rounding, as `Number` would. */
  #number(bytes: Buffer, start: number, end: number, field: number): number {
    const negative = bytes[start] === MINUS;
    let digits = 0;
    let mantissa = 0;
    let divisor = 0;
    for (let i = negative ? start + 1 : start; i < end; i++) {
      const byte = bytes[i]!;
      const digit = byte - ZERO;
      if (digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
        divisor *= 10;
        digits++;
      } else if (byte === POINT && divisor === 0) divisor = 1;
      else digits = Number.POSITIVE_INFINITY;
    }
    if (digits === 0 || digits > 15) return this.#slowNumber(bytes.toString("latin1", start, end), field);
    const value = divisor > 1 ? mantissa / divisor : mantissa;
    return negative ? -value : value;
  }

  #slowNumber(token: string, field: number): number {
    const value = parseDecimal(token);
    if (value !== null) return value;
    throw new TraceError(
      this.#file,
      this.#line,
      `${SWF_FIELDS[field]} (field ${field + 1}) is ${quoted(token)}, expected a number`,
    );
  }
}

function isBlank(byte: number): boolean {
  return byte === 32 || byte === 9 || byte === 13;
}

function skipBlanks(bytes: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(bytes[at]!)) at++;
  return at;
}

function tokenEnd(bytes: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && !isBlank(bytes[at]!)) at++;
  return at;
}
