import { DAY, HOUR, MINUTE, SECOND } from "../../../engine/time.ts";
import { daysOfCivil, timestampMember } from "./civilTime.ts";

const W3C = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;
const RFC_1123 = /^(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(\d\d?) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))? GMT$/;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
/** Digits of a second that the service reads: it fails on more. */
const MOST_DIGITS = 7;

/** A time, or one sentence on what is wrong with it. */
export type TimeReading = { readonly time: number } | { readonly fault: string };

/**
 * Reads a time as `time()` does: W3C-DTF (`2026-03-02T08:00:00Z` or a front part of it, UTC where it names no zone) or
 * RFC 1123 (`Mon, 02 Mar 2026 08:00:00 GMT`). In microseconds since 1970; a seventh digit of the second is dropped.
 */
export function readTime(text: string): TimeReading {
  const trimmed = text.trim();
  const match = W3C.exec(trimmed);
  if (match !== null) return w3c(text, match);
  const named = RFC_1123.exec(trimmed);
  return named === null ? unreadable(text) : rfc1123(text, named);
}

/** A time as results show it: `2016-10-13T19:18:47.805Z`, with microseconds where there are any. */
export function timestampText(time: number): string {
  if (!Number.isFinite(time)) return String(time);
  const member = (name: Parameters<typeof timestampMember>[1], width: number): string =>
    String(timestampMember(time, name, 0)).padStart(width, "0");
  const micros = time - Math.floor(time / SECOND) * SECOND;
  const fraction = micros % 1000 === 0 ? String(micros / 1000).padStart(3, "0") : String(micros).padStart(6, "0");
  return `${member("year", 4)}-${member("month", 2)}-${member("day", 2)}T${member("hour", 2)}:${member("minute", 2)}:${member("second", 2)}.${fraction}Z`;
}

/**
 * An interval as .NET writes one: `00:15:00`, `1.02:03:04.5000000`, a minus in front of a negative one.
 *
 * @param interval in microseconds, tenths included.
 */
export function intervalText(interval: number): string {
  if (!Number.isFinite(interval)) return String(interval);
  const size = Math.round(Math.abs(interval) * 10);
  const [seconds, tenths] = [Math.floor(size / (10 * SECOND)), size % (10 * SECOND)];
  const [days, rest] = [Math.floor(seconds / 86_400), seconds % 86_400];
  const clock = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60].map((part) =>
    String(part).padStart(2, "0"),
  );
  const fraction = tenths === 0 ? "" : `.${String(tenths).padStart(7, "0")}`;
  return `${interval < 0 ? "-" : ""}${days === 0 ? "" : `${days}.`}${clock.join(":")}${fraction}`;
}

function w3c(text: string, match: RegExpExecArray): TimeReading {
  const [, year, month = "01", day = "01", hour = "00", minute = "00", second = "00", fraction = "", zone = "Z"] =
    match;
  if (fraction.length > MOST_DIGITS) {
    return { fault: `"${text}" has ${fraction.length} digits after the second, expected at most ${MOST_DIGITS}` };
  }
  const [offsetHours, offsetMinutes] = zone === "Z" ? [0, 0] : [Number(zone.slice(1, 3)), Number(zone.slice(4))];
  if (offsetHours > 23 || offsetMinutes > 59) return unreadable(text);
  const offset = (zone.startsWith("-") ? -1 : 1) * (offsetHours * HOUR + offsetMinutes * MINUTE);
  const micros = Number(fraction.padEnd(6, "0").slice(0, 6));
  return assembled(text, Number(year), Number(month), Number(day), [hour, minute, second].map(Number), micros - offset);
}

function rfc1123(text: string, match: RegExpExecArray): TimeReading {
  const [, weekday, day, month, year, hour, minute, second = "00"] = match;
  const clock = [hour, minute, second].map(Number);
  const reading = assembled(text, Number(year), MONTHS.indexOf(month!) + 1, Number(day), clock, 0);
  if ("fault" in reading || weekday === undefined) return reading;
  const right = WEEKDAYS[timestampMember(reading.time, "weekday", 0)]!;
  return right === weekday ? reading : { fault: `"${text}" is no ${weekday} but a ${right}` };
}

function assembled(
  text: string,
  year: number,
  month: number,
  day: number,
  clock: readonly number[],
  micros: number,
): TimeReading {
  const [hour = 0, minute = 0, second = 0] = clock;
  const time = daysOfCivil(year, month, day) * DAY;
  const valid =
    month >= 1 && month <= 12 && timestampMember(time, "day", 0) === day && timestampMember(time, "month", 0) === month;
  if (!valid || hour > 23 || minute > 59 || second > 59) return { fault: `"${text}" is no date of the calendar` };
  return { time: time + hour * HOUR + minute * MINUTE + second * SECOND + micros };
}

function unreadable(text: string): TimeReading {
  return { fault: `"${text}" is no time, expected such as "2026-03-02T08:00:00Z" or "Mon, 02 Mar 2026 08:00:00 GMT"` };
}
