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
 * Does work that can end early with what it has: the first interrupt aborts its signal, a second one ends the process at once.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const abort = (): void => {
    if (controller.signal.aborted) onInterrupt();
    controller.abort();
  };
  process.off("SIGINT", onInterrupt);
  process.on("SIGINT", abort);
  try {
    return await work(controller.signal);
  } finally {
    process.on("SIGINT", onInterrupt);
    process.off("SIGINT", abort);
  }
}
