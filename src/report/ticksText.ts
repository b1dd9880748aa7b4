const TICKS_PER_SECOND = 1_000_000;
const TICKS_PER_HOUR = 3600 * TICKS_PER_SECOND;
/** Below it times have at most 15 digits, no two of which are the same double: the shortest text that tells it apart is the time. */
const FEW_DIGITS = 1e15;

/**
 * A time in seconds with all digits of its microseconds: 1,234,567 ticks are `1.234567`, 90 s are `90`. Exact, for no
 * division is rounded.
 *
 * @param ticks an integer number of microseconds, or null (it never came to that).
 */
export function ticksAsSeconds(ticks: number | null): string | null {
  if (ticks === null) return null;
  if (isShort(ticks)) return String(ticks / TICKS_PER_SECOND);
  const micros = Math.abs(ticks) % TICKS_PER_SECOND;
  const seconds = (Math.abs(ticks) - micros) / TICKS_PER_SECOND;
  const fraction = micros === 0 ? "" : `.${String(micros).padStart(6, "0").replace(/0+$/u, "")}`;
  return `${ticks < 0 ? "-" : ""}${seconds}${fraction}`;
}

/** A time in seconds as what `ticksAsSeconds` writes, or as the number that is written like that: cheaper to make. */
export function ticksInSeconds(ticks: number | null): string | number | null {
  return ticks !== null && isShort(ticks) ? ticks / TICKS_PER_SECOND : ticksAsSeconds(ticks);
}

/** A time in hours, as the nearest double, without an exponent: a tick is `0.00000000027777777777777777`. */
export function ticksAsHours(ticks: number): string {
  return withoutExponent(ticks / TICKS_PER_HOUR);
}

/** All digits of a number, and no exponent: spreadsheets and `sort -n` read them alike. */
export function withoutExponent(value: number): string {
  const text = String(value);
  if (!text.includes("e")) return text;
  const [, sign = "", whole = "0", fraction = "", power] = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/u.exec(text) ?? [];
  const exponent = Number(power);
  const digits = whole + fraction;
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  return sign + digits.padEnd(exponent + 1, "0");
}

function isShort(ticks: number): boolean {
  return ticks < FEW_DIGITS && ticks > -FEW_DIGITS;
}
