/**
 * Values of one key. Numbers alone are packed; of others each is kept once, with its place for each row: rows repeat names, and
 * a text that is sent is another one at the other end.
 */
type Column = Float64Array | { readonly values: readonly unknown[]; readonly places: Uint32Array };

/**
 * Rows of one shape as columns: between threads it is a tenth of the work of sending objects. Their memory is shared, so that
 * sending them copies nothing. Nor is it handed over: an array buffer that leaves a thread once makes every access to any
 * array of numbers there slower from then on, for each has to look whether its buffer is still there.
 */
export interface RowColumns {
  readonly count: number;
  /** By key, in the rows' own order of keys. */
  readonly columns: readonly (readonly [string, Column])[];
}

/** Lays rows out in columns. All rows have the keys of the first, in its order. */
export function toColumns<Row extends object>(rows: readonly Row[]): RowColumns {
  const made = Object.keys(rows[0] ?? {}).map((key) => [key, new ColumnMade(rows.length)] as const);
  for (let place = 0; place < rows.length; place++) {
    // All its values at once: to look up one key after the other in each row takes ten times as long.
    const values = Object.values(rows[place]!);
    for (let key = 0; key < made.length; key++) made[key]![1].put(place, values[key]);
  }
  return { count: rows.length, columns: made.map(([key, { column }]) => [key, column] as const) };
}

/** The rows that `toColumns` took, made anew each time that they are read: as objects they are five times as large. */
export class ColumnRows<Row extends object> implements Iterable<Row> {
  readonly #columns: RowColumns;

  constructor(columns: RowColumns) {
    this.#columns = columns;
  }

  *[Symbol.iterator](): Generator<Row> {
    const { count, columns } = this.#columns;
    for (let row = 0; row < count; row++) {
      const made: Record<string, unknown> = {};
      for (const [key, column] of columns)
        made[key] = column instanceof Float64Array ? column[row] : column.values[column.places[row]!];
      yield made as Row;
    }
  }
}

/** A column that is filled in from its first row to its last: one of numbers, until something else comes. */
class ColumnMade {
  readonly #rows: number;
  #numbers: Float64Array | null;
  /** By value, where it stands among the values; and that of each row. */
  readonly #known = new Map<unknown, number>();
  #places: Uint32Array = new Uint32Array();

  constructor(rows: number) {
    this.#rows = rows;
    this.#numbers = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT * rows));
  }

  put(row: number, value: unknown): void {
    if (this.#numbers === null) {
      this.#keep(row, value);
    } else if (typeof value === "number") {
      this.#numbers[row] = value;
    } else {
      const before = this.#numbers.subarray(0, row);
      this.#numbers = null;
      this.#places = new Uint32Array(new SharedArrayBuffer(Uint32Array.BYTES_PER_ELEMENT * this.#rows));
      for (let place = 0; place < row; place++) this.#keep(place, before[place]);
      this.#keep(row, value);
    }
  }

  get column(): Column {
    return this.#numbers ?? { values: [...this.#known.keys()], places: this.#places };
  }

  #keep(row: number, value: unknown): void {
    const place = this.#known.get(value) ?? this.#known.size;
    this.#known.set(value, place);
    this.#places[row] = place;
  }
}
