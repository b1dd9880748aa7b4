/** @throws RangeError unless the value is a finite number of at least 0. */
export function requireNotNegative(name: string, value: number): void {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`The ${name} must be a finite number, 0 or more, not ${value}.`);
  }
}

/** @throws RangeError unless the value is a finite number above 0. */
export function requirePositive(name: string, value: number): void {
  requireAbove(name, value, 0);
}

/** @throws RangeError unless the value is a finite number above the limit. */
export function requireAbove(name: string, value: number, limit: number): void {
  if (!(value > limit && value < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`The ${name} must be a finite number above ${limit}, not ${value}.`);
  }
}

/** @throws RangeError unless the value is a finite number of at least the limit. */
export function requireAtLeast(name: string, value: number, limit: number): void {
  if (!(value >= limit && value < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`The ${name} must be a finite number, ${limit} or more, not ${value}.`);
  }
}
