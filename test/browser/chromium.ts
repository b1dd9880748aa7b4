import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { describe } from "vitest";

const execute = promisify(execFile);

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** The browser on this machine: POOLSIM_CHROMIUM, or the first of the usual names on the path. */
function findChromium(): string | null {
  const told = process.env.POOLSIM_CHROMIUM;
  if (told !== undefined) return told;
  const folders = (process.env.PATH ?? "").split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync) ?? null;
}

/** How somebody looks at a page. */
export interface View {
  readonly width: number;
  readonly scheme: "light" | "dark";
}

/** The page as the browser has it once its scripts have come to rest. */
export type Browse = (file: string, view: View) => Promise<string>;

/** Tests in a real browser. Where there is none they are skipped, and say so. */
export function withChromium(body: (browse: Browse) => void): void {
  const chromium = findChromium();
  if (chromium === null) {
    console.warn("SKIPPED: no Chromium on this machine. Install chromium, or set POOLSIM_CHROMIUM to its path.");
  }
  describe.skipIf(chromium === null)("in Chromium", () => {
    if (chromium !== null) body((file, view) => domOf(chromium, file, view));
  });
}

async function domOf(chromium: string, file: string, { scheme }: View): Promise<string> {
  const profile = mkdtempSync(join(tmpdir(), "poolsim-chromium-"));
  try {
    const { stdout } = await execute(
      chromium,
      [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-extensions",
        "--hide-scrollbars",
        `--user-data-dir=${profile}`,
        `--blink-settings=preferredColorScheme=${scheme === "dark" ? 0 : 1}`,
        "--window-size=1300,1000",
        "--virtual-time-budget=30000",
        "--dump-dom",
        `file://${file}`,
      ],
      { maxBuffer: 64e6, timeout: 90_000 },
    );
    return stdout;
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
