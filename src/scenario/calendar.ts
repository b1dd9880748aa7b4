import { HOUR, MINUTE, SECOND } from "../engine/time.ts";
import { describeValue, type Quantity, quote, wrong } from "./quantity.ts";
import { parseDate } from "./traceTime.ts";

const TIME_OF_DAY = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/;

/** `08:00` or `23:59:59`, UTC: ticks after midnight. */
export const CLOCK_TIME: Quantity = {
  noun: "time of day",
  example: "06:00",
  pattern: "^([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$",
  read(found) {
    if (typeof found !== "string")
      return wrong(`found ${describeValue(found)}, expected a time of day such as "06:00"`);
    const match = TIME_OF_DAY.exec(found.trim());
    if (match === null)
      return wrong(`${describeValue(found)} is not a time of day; write for example "06:00", in quotes`);
    const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
    if (hours > 23 || minutes > 59 || seconds > 59)
      return wrong(`${quote(match[0])} is not a time of day; they run from "00:00" to "23:59:59"`);
    return { ok: true, value: hours * HOUR + minutes * MINUTE + seconds * SECOND };
  },
};

/** A date, with or without a time, in UTC unless it has a zone: milliseconds since 1970. */
export const CALENDAR_DATE: Quantity = {
  noun: "date",
  example: "2026-03-02T00:00:00Z",
  pattern:
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?)?\\s*(Z|UTC|[+-][0-9]{2}:?[0-9]{2})?$",
  read(found) {
    const microseconds = typeof found === "string" ? parseDate(found) : null;
    if (microseconds === null)
      return wrong(`${describeValue(found)} is not a date; write for example "2026-03-02T00:00:00Z"`);
    const milliseconds = microseconds / 1000;
    if (!Number.isInteger(milliseconds)) return wrong(`${describeValue(found)} is finer than a millisecond`);
    return { ok: true, value: milliseconds };
  },
};
