import { discardUnfinishedFolders } from "../report/resultFolder.ts";
import { EXIT } from "./exitCode.ts";

/** Ends the process now, and takes back whatever folder is being written. */
export function stopAtOnce(code: number): never {
  discardUnfinishedFolders();
  process.exit(code);
}

const stop = (): void => stopAtOnce(EXIT.interrupted);
/** What an interrupt does at present: one listener for good, since a signal on its way is lost while there is none. */
let onInterrupt = stop;

/** From now on an interrupt ends the process with 130 and leaves nothing half written; nor does a terminal that is closed. */
export function handleInterrupts(): void {
  process.on("SIGINT", () => onInterrupt());
  process.on("SIGHUP", () => stopAtOnce(EXIT.hungUp));
  process.on("SIGTERM", () => stopAtOnce(EXIT.terminated));
}

/** Does work that can end early with what it has: an interrupt aborts its signal, a second one ends the process at once. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  onInterrupt = () => {
    onInterrupt = stop;
    controller.abort();
  };
  try {
    return await work(controller.signal);
  } finally {
    onInterrupt = stop;
  }
}
