/** A column with room for as many rows again, which are 0. */
export function doubled<Column extends Float64Array | Int32Array | Uint8Array>(column: Column): Column {
  const roomier = new (column.constructor as new (rows: number) => Column)(2 * column.length);
  roomier.set(column);
  return roomier;
}
