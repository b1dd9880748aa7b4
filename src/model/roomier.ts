/** A longer column, empty as yet, that begins with the values of a shorter one. */
export function roomier<Column extends Uint8Array | Int32Array | Float64Array>(column: Column, empty: Column): Column {
  empty.set(column);
  return empty;
}

/** A column with room for as many values again, which are 0. */
export function doubled<Column extends Uint8Array | Int32Array | Float64Array>(column: Column): Column {
  return roomier(column, new (column.constructor as new (length: number) => Column)(2 * column.length));
}
