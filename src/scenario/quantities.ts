import { DAY, HOUR, MICROSECOND, MILLISECOND, MINUTE, SECOND } from "../engine/time.ts";
import { type Quantity, quantityOf } from "./quantity.ts";

const TOO_LONG = "is longer than the simulated clock can hold (285 years)";

const DURATION_UNITS = {
  us: MICROSECOND,
  µs: MICROSECOND,
  μs: MICROSECOND,
  ms: MILLISECOND,
  s: SECOND,
  min: MINUTE,
  h: HOUR,
  d: DAY,
};
const DURATION_ALIASES: Readonly<Record<string, string>> = {
  sec: "s",
  secs: "s",
  second: "s",
  seconds: "s",
  m: "min",
  mins: "min",
  minute: "min",
  minutes: "min",
  hr: "h",
  hrs: "h",
  hour: "h",
  hours: "h",
  day: "d",
  days: "d",
  msec: "ms",
  millis: "ms",
  milliseconds: "ms",
  usec: "us",
  microseconds: "us",
};

function durationOf(example: string, likely: readonly string[]): Quantity {
  return quantityOf({
    noun: "duration",
    example,
    units: DURATION_UNITS,
    aliases: DURATION_ALIASES,
    likely,
    gap: " ",
    most: { value: Number.MAX_SAFE_INTEGER, message: TOO_LONG },
    whole: true,
  });
}

/** A length of time, in ticks (rounded to a whole microsecond). */
export const DURATION: Quantity = durationOf("90 s", ["s", "min"]);

/** As `DURATION`, where days and hours are likelier. */
export const LONG_DURATION: Quantity = durationOf("7 d", ["d", "h"]);

/** As `DURATION`, of what is counted by the hour. */
export const HOURS: Quantity = durationOf("48 h", ["h"]);

/** Firings a tick. */
export const RATE: Quantity = quantityOf({
  noun: "rate",
  example: "30/h",
  units: { "/s": 1 / SECOND, "/min": 1 / MINUTE, "/h": 1 / HOUR, "/d": 1 / DAY },
  aliases: {
    "per s": "/s",
    "/sec": "/s",
    "/second": "/s",
    "per second": "/s",
    "/m": "/min",
    "/minute": "/min",
    "per minute": "/min",
    "/hr": "/h",
    "/hour": "/h",
    "per hour": "/h",
    "per h": "/h",
    "/day": "/d",
    "per day": "/d",
  },
  likely: ["/h", "/min"],
  gap: "",
});

/** A share of 1. */
export const SHARE: Quantity = quantityOf({
  noun: "share",
  example: "5%",
  units: { "%": 0.01 },
  aliases: { percent: "%" },
  likely: ["%"],
  gap: "",
  most: { value: 1, message: "is more than 100%" },
});

/** A probability as written, a plain number or a share, as a number from 0 to 1. */
export function shareOf(written: string | number): number {
  if (typeof written === "number") return written;
  const reading = SHARE.read(written);
  return reading.ok ? reading.value : Number.NaN;
}

const SIZE_UNITS = {
  B: 1,
  kB: 1e3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};

/** Bytes. */
export const SIZE: Quantity = quantityOf({
  noun: "size",
  example: "600 KB",
  units: SIZE_UNITS,
  aliases: { bytes: "B", k: "KB", m: "MB", g: "GB" },
  likely: ["MB", "GiB"],
  gap: " ",
  most: { value: Number.MAX_SAFE_INTEGER, message: "is too large" },
});

/** Bytes a second. */
export const BANDWIDTH: Quantity = quantityOf({
  noun: "bandwidth",
  example: "60 MB/s",
  units: {
    ...Object.fromEntries(Object.entries(SIZE_UNITS).map(([unit, bytes]) => [`${unit}/s`, bytes])),
    "kbit/s": 125,
    "Kbit/s": 125,
    "Mbit/s": 125_000,
    "Gbit/s": 125_000_000,
  },
  aliases: { mbps: "Mbit/s", gbps: "Gbit/s" },
  likely: ["MB/s", "Gbit/s"],
  gap: " ",
});
