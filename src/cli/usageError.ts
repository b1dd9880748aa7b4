/** A command line that cannot be understood. The message is the whole of what a user needs to read. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
