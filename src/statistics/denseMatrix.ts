/** A square matrix, row by row. */
export type Matrix = readonly Float64Array[];

/** The zero matrix of `size` rows, to be filled. */
export function zeroMatrix(size: number): Float64Array[] {
  return Array.from({ length: size }, () => new Float64Array(size));
}

/** The matrix with one value all along its diagonal. */
export function diagonalMatrix(size: number, value: number): Float64Array[] {
  return zeroMatrix(size).map((row, i) => row.fill(value, i, i + 1));
}

export function sum(a: Matrix, b: Matrix): Float64Array[] {
  return a.map((row, i) => row.map((value, k) => value + b[i]![k]!));
}

export function negated(matrix: Matrix): Float64Array[] {
  return matrix.map((row) => row.map((value) => -value));
}

/** Of two square matrices of one size. */
export function product(a: Matrix, b: Matrix): Float64Array[] {
  return a.map((row) => rowTimes(row, b));
}

/** A row vector times a matrix. */
export function rowTimes(row: Float64Array, matrix: Matrix): Float64Array {
  const result = new Float64Array(row.length);
  for (let i = 0; i < row.length; i += 1) {
    if (row[i] === 0) continue;
    for (let k = 0; k < row.length; k += 1) result[k]! += row[i]! * matrix[i]![k]!;
  }
  return result;
}

/**
 * The rows x of x A = b for each row b, by Gaussian elimination with partial pivoting.
 *
 * Throws RangeError for a singular matrix.
 */
export function solveRows(matrix: Matrix, rows: Matrix): Float64Array[] {
  const size = matrix.length;
  // x A = b is A' x' = b': the transpose, with the right-hand sides as further columns.
  const table = Array.from({ length: size }, (_, i) =>
    Float64Array.from({ length: size + rows.length }, (_unused, k) =>
      k < size ? matrix[k]![i]! : rows[k - size]![i]!,
    ),
  );
  for (let step = 0; step < size; step += 1) {
    let pivot = step;
    for (let i = step + 1; i < size; i += 1) if (Math.abs(table[i]![step]!) > Math.abs(table[pivot]![step]!)) pivot = i;
    if (!(Math.abs(table[pivot]![step]!) > 0)) throw new RangeError("a singular matrix has no inverse");
    [table[step], table[pivot]] = [table[pivot]!, table[step]!];
    const top = table[step]!;
    for (let i = 0; i < size; i += 1) {
      const factor = i === step ? 0 : table[i]![step]! / top[step]!;
      if (factor === 0) continue;
      for (let k = step; k < top.length; k += 1) table[i]![k]! -= factor * top[k]!;
    }
  }
  return rows.map((_, r) => Float64Array.from({ length: size }, (_unused, i) => table[i]![size + r]! / table[i]![i]!));
}
