import { discardUnfinishedFolders } from "../report/resultFolder.ts";
import { EXIT } from "./exitCode.ts";

/** Ends the process now, and takes back whatever folder is being written. */
export function stopAtOnce(code: number): never {
  discardUnfinishedFolders();
  process.exit(code);
}

const onInterrupt = (): void => stopAtOnce(EXIT.interrupted);
const onTerminate = (): void => stopAtOnce(EXIT.terminated);

/** From now on an interrupt ends the process with 130 and leaves nothing half written. */
export function handleInterrupts(): void {
  process.on("SIGINT", onInterrupt);
  process.on("SIGTERM", onTerminate);
}

/**
 * Does work that keeps the thread busy and has nothing on disk, under the system's own handling of an interrupt: a handler
 * of ours would only run once the work is done. A shell reports 130 all the same.
 */
export async function interruptible<T>(work: () => Promise<T>): Promise<T> {
  process.off("SIGINT", onInterrupt);
  process.off("SIGTERM", onTerminate);
  try {
    return await work();
  } finally {
    handleInterrupts();
  }
}
