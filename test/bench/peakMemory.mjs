// Preloaded into the measured process (node --import): at its end it tells the most memory that it ever held, itself and its threads.
import { readFileSync } from "node:fs";

process.on("exit", () => {
  process.stderr.write(`\npeak memory ${peakKilobytes()} kB\n`);
});

/** Linux's own high-water mark where there is one: `maxRSS` may be inherited from the process that started this one. */
function peakKilobytes() {
  try {
    const mark = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"));
    if (mark !== null) return Number(mark[1]);
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS;
}
