/** A run that was told to end before a single replication was complete in every alternative. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";

  constructor(message = "interrupted before a replication was complete; nothing is written") {
    super(message);
  }
}

/** The message where replications that are complete are no answer: all that were asked for are needed. */
export const NO_ANSWER_YET = "interrupted; there is no answer yet";

/** What a promise gives, unless the signal comes first: then rejects with an `InterruptedError`, whatever still goes on. */
export function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new InterruptedError());
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
