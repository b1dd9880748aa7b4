/** A run that was told to end before a single replication was complete in every alternative. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";

  constructor() {
    super("interrupted before a replication was complete; nothing is written");
  }
}
