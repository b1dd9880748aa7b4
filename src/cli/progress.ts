import { formatDuration } from "../report/duration.ts";
import { plainText } from "../report/plainText.ts";
import { shorten } from "../report/textWidth.ts";
import { rateText } from "./speedLine.ts";

/** How far a run has come; `fraction` of all its work, `events` so far. */
export interface RunProgress {
  readonly alternative: string;
  /** From 0. */
  readonly replication: number;
  readonly replications: number;
  readonly events: number;
  readonly fraction: number;
}

const BAR = 10;
const LONGEST_NAME = 20;
/** A terminal that does not tell its width says 0, or nothing. */
const UNKNOWN_WIDTH = 80;
const REDRAW_SECONDS = 0.1;
const ERASE_LINE = "\r\u001B[K";

/**
 * One line of progress: `on-demand 14/20 ━━━━━━━───  3.1 M events/s  about 4 s left`. Time left as if the rest went as
 * fast as what is done; not told in the first half second.
 */
export function progressLine(progress: RunProgress, elapsedSeconds: number): string {
  const fraction = Math.min(1, Math.max(0, progress.fraction));
  const done = Math.round(fraction * BAR);
  const bar = "━".repeat(done) + "─".repeat(BAR - done);
  const name = shorten(plainText(progress.alternative), LONGEST_NAME);
  const rate = `${rateText(progress.events, elapsedSeconds)} events/s`;
  const left = fraction > 0 ? (elapsedSeconds * (1 - fraction)) / fraction : 0;
  const leftText = fraction > 0 && elapsedSeconds >= 0.5 ? `  about ${formatDuration(Math.ceil(left))} left` : "";
  return `${name} ${progress.replication + 1}/${progress.replications} ${bar}  ${rate}${leftText}`;
}

/** A progress line that redraws itself in place, ten times a second at most. */
export interface ProgressDisplay {
  readonly show: (progress: RunProgress) => void;
  readonly clear: () => void;
}

/** @param stream a terminal; @param clock seconds, of any origin. */
export function progressDisplay(stream: NodeJS.WriteStream, clock: () => number): ProgressDisplay {
  let start: number | null = null;
  let drawn = Number.NEGATIVE_INFINITY;
  return {
    show(progress) {
      const now = clock();
      start ??= now;
      if (now - drawn < REDRAW_SECONDS) return;
      drawn = now;
      const width = Math.max(10, (stream.columns || UNKNOWN_WIDTH) - 1);
      const line = progressLine(progress, now - start);
      stream.write(ERASE_LINE + shorten(line, width));
    },
    clear() {
      if (drawn !== Number.NEGATIVE_INFINITY) stream.write(ERASE_LINE);
      drawn = Number.NEGATIVE_INFINITY;
    },
  };
}

/** A display on stderr, where that is a terminal and the user wants to see it; else null. */
export function progressFor({
  quiet,
  json,
}: {
  readonly quiet: boolean;
  readonly json: boolean;
}): ProgressDisplay | null {
  if (quiet || json || process.stderr.isTTY !== true) return null;
  return progressDisplay(process.stderr, () => performance.now() / 1000);
}
