import { SECOND } from "../engine/time.ts";
import { DecimalBytes } from "./decimalBytes.ts";
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
const SPACE = 32;
const TAB = 9;
const RETURN = 13;
const BYTE_ORDER_MARK = Buffer.from("\ufeff");

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
  readonly #decimal = new DecimalBytes();
  readonly #tenants = new Map<number, string>();
  #rest: Buffer = Buffer.alloc(0);
  #line = 0;

  constructor(file: string, columns: TraceColumns) {
    this.#file = file;
    this.#columns = columns;
  }

  push(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const whole = bytes.lastIndexOf(NEWLINE) + 1;
    let start = 0;
    while (start < whole) start = this.#readLine(bytes, start);
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
    this.#readLine(Buffer.concat([this.#rest, Buffer.of(NEWLINE)]), 0);
  }

  /** Reads a line, which its newline ends. Returns where the next one starts. */
  #readLine(bytes: Buffer, start: number): number {
    this.#line++;
    let at = blanksEnd(bytes, this.#line === 1 ? afterMark(bytes, start) : start);
    if (bytes[at] === SEMICOLON) return bytes.indexOf(NEWLINE, at) + 1;
    let found = 0;
    while (bytes[at] !== NEWLINE) {
      const end = found < SWF_FIELDS.length ? this.#readField(bytes, at, found) : tokenEnd(bytes, at);
      found++;
      at = blanksEnd(bytes, end);
    }
    if (found === SWF_FIELDS.length) this.#appendJob();
    else if (found > 0) {
      throw new TraceError(this.#file, this.#line, `${found} fields, expected the ${SWF_FIELDS.length} of SWF`);
    }
    return at + 1;
  }

  /** Returns where it ends. */
  #readField(bytes: Buffer, start: number, field: number): number {
    const decimal = this.#decimal;
    const value = decimal.read(bytes, start, bytes.length);
    const plainEnd = decimal.end;
    if (!Number.isNaN(value) && tokenEnd(bytes, plainEnd) === plainEnd) {
      this.#fields[field] = value;
      return plainEnd;
    }
    const end = tokenEnd(bytes, start);
    this.#fields[field] = this.#oddNumber(bytes.toString("latin1", start, end), field);
    return end;
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

  #oddNumber(token: string, field: number): number {
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
  return byte === SPACE || byte === TAB || byte === RETURN;
}

/** Some editors begin a file with a mark of its encoding, which is no part of it. */
function afterMark(bytes: Buffer, start: number): number {
  const end = start + BYTE_ORDER_MARK.length;
  return BYTE_ORDER_MARK.equals(bytes.subarray(start, end)) ? end : start;
}

function blanksEnd(bytes: Buffer, from: number): number {
  let at = from;
  while (isBlank(bytes[at]!)) at++;
  return at;
}

function tokenEnd(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] !== NEWLINE && !isBlank(bytes[at]!)) at++;
  return at;
}
