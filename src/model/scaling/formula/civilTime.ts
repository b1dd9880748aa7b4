import { DAY, HOUR, MINUTE, SECOND } from "../../../engine/time.ts";
import type { TimestampMember } from "./serviceVariables.ts";

const DAYS_OF_400_YEARS = 146_097;
/** From 0000-03-01 to 1970-01-01. */
const DAYS_TO_1970 = 719_468;
/** 1970-01-01 was one. */
const THURSDAY = 4;

/**
 * Days from 1970-01-01 to a day of the Gregorian calendar: H. Hinnant, chrono-compatible low-level date algorithms
 * (`days_from_civil`). Years begin in March, so that the leap day is their last.
 *
 * @param month 1 to 12.
 */
export function daysOfCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return (
    era * DAYS_OF_400_YEARS + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - DAYS_TO_1970
  );
}

/**
 * A member of a timestamp, in UTC.
 *
 * @param time microseconds since 1970.
 * @param sunday the weekday of Sunday; Monday is 1.
 */
export function timestampMember(time: number, member: TimestampMember, sunday: number): number {
  const days = Math.floor(time / DAY);
  const ofDay = time - days * DAY;
  switch (member) {
    case "hour":
      return Math.floor(ofDay / HOUR);
    case "minute":
      return Math.floor(ofDay / MINUTE) % 60;
    case "second":
      return Math.floor(ofDay / SECOND) % 60;
    case "weekday": {
      const weekday = (((days + THURSDAY) % 7) + 7) % 7;
      return weekday === 0 ? sunday : weekday;
    }
    default:
      return dateMember(days, member);
  }
}

/** Hinnant's `civil_from_days`. */
function dateMember(days: number, member: "year" | "month" | "day"): number {
  const shifted = days + DAYS_TO_1970;
  const era = Math.floor(shifted / DAYS_OF_400_YEARS);
  const ofEra = shifted - era * DAYS_OF_400_YEARS;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const march = Math.floor((5 * ofYear + 2) / 153);
  if (member === "day") return ofYear - Math.floor((153 * march + 2) / 5) + 1;
  const month = march < 10 ? march + 3 : march - 9;
  if (member === "month") return month;
  return yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
}
