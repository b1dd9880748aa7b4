/** A longer column, empty as yet, that begins with the values of a shorter one. */
export function roomier<Column extends Uint8Array | Int32Array | Float64Array>(column: Column, empty: Column): Column {
  empty.set(column);
  return empty;
}
