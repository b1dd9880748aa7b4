const DATE_LIKE = /^\s*\d{4}-\d/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/i;
const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

/** Whether a submission time is meant as a date rather than a number. */
export function looksLikeDate(text: string): boolean {
  return DATE_LIKE.test(text);
}

/**
 * Microseconds since 1970 of `YYYY-MM-DD`, `YYYY-MM-DD HH:MM[:SS[.fff...]]` or its ISO 8601 form with `T` and a zone, UTC where none is
 * given; digits beyond the microsecond are rounded. Null for anything else, the 30th of February included.
 */
export function parseDate(text: string): number | null {
  const match = DATE.exec(text.trim());
  if (match === null) return null;
  const [, year, month, day, hour = "00", minute = "00", second = "00", fraction = "0", zone = "Z"] = match;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // Date.UTC carries a 30th of February over into March, and takes the year 50 for 1950: neither comes back as it went.
  if (new Date(midnight).toISOString().slice(0, 10) !== `${year}-${month}-${day}`) return null;
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)];
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  const offset = zoneMinutes(zone);
  if (offset === null) return null;
  const wholeSeconds = midnight / 1000 + (hours * 60 + minutes - offset) * 60 + seconds;
  return wholeSeconds * 1e6 + Math.round(Number(`0.${fraction}`) * 1e6);
}

/** A finite decimal number, or null: the empty string and `0x10` are none. */
export function parseDecimal(text: string): number | null {
  if (!NUMBER.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

function zoneMinutes(zone: string): number | null {
  if (/^(?:Z|UTC)$/i.test(zone)) return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}
