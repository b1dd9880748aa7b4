/** Rows by which a column grows at a time. */
const STEP = 1 << 16;
/** Rows for which address space is set aside: it is no memory before it is written to. */
const ROOM = 1 << 27;

type Column = Float64Array<SharedArrayBuffer> | Int32Array<SharedArrayBuffer>;
type ColumnKind<Kind extends Column> = {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: SharedArrayBuffer, start: number, rows: number): Kind;
};

/** An empty column of doubles that `grown` makes room in. Threads share its memory instead of each having a copy. */
export function doubles(): Float64Array<SharedArrayBuffer> {
  return reserved<Float64Array<SharedArrayBuffer>>(Float64Array, 0);
}

/** Likewise of 32-bit integers. */
export function integers(): Int32Array<SharedArrayBuffer> {
  return reserved<Int32Array<SharedArrayBuffer>>(Int32Array, 0);
}

/**
 * The column with room for more rows, zeros, after its own. It grows where it stands: a copy, and with it twice the memory, is needed
 * only where it outgrows its address space.
 */
export function grown<Kind extends Column>(column: Kind): Kind {
  const kind = column.constructor as ColumnKind<Kind>;
  const rows = column.length + STEP;
  const bytes = rows * kind.BYTES_PER_ELEMENT;
  if (bytes <= column.buffer.maxByteLength) {
    column.buffer.grow(bytes);
    return new kind(column.buffer, 0, rows);
  }
  const roomier = reserved(kind, rows);
  roomier.set(column);
  return roomier;
}

/** The first rows of a column: the same memory. */
export function firstRows<Kind extends Column>(column: Kind, rows: number): Kind {
  return new (column.constructor as ColumnKind<Kind>)(column.buffer, 0, rows);
}

/** Puts the rows of a column into an order, where they stand. */
export function reorder(column: Column, order: Uint32Array): void {
  const before = column.slice(0, order.length);
  for (let row = 0; row < order.length; row++) column[row] = before[order[row]!]!;
}

function reserved<Kind extends Column>(kind: ColumnKind<Kind>, rows: number): Kind {
  const { BYTES_PER_ELEMENT: bytes } = kind;
  const within = (room: number): Kind =>
    new kind(new SharedArrayBuffer(rows * bytes, { maxByteLength: room * bytes }), 0, rows);
  try {
    return within(Math.max(ROOM, 2 * rows));
  } catch (error) {
    // Address space may be limited (`ulimit -v`).
    if (error instanceof RangeError) return within(2 * rows + STEP);
    throw error;
  }
}
