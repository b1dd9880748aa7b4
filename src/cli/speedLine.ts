import { fixed, groupThousands } from "../report/number.ts";

/** How fast it went, for the end of stderr: `4,000,000 events in 0.62 s (6.5 M events/s)`. */
export function speedLine(events: number, seconds: number): string {
  const places = seconds < 10 ? 2 : seconds < 100 ? 1 : 0;
  return `${groupThousands(String(events))} events in ${fixed(seconds, places)} s (${rateText(events, seconds)} events/s)`;
}

/** `6.5 M`, `650 k`, `12`; `–` before any time has passed. */
export function rateText(events: number, seconds: number): string {
  if (seconds <= 0) return "–";
  const rate = events / seconds;
  if (rate >= 999_500) return `${(rate / 1e6).toFixed(1)} M`;
  if (rate >= 999.5) return `${(rate / 1e3).toFixed(0)} k`;
  return rate.toFixed(0);
}
