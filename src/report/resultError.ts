/** A folder that is no result, or a broken one. The message is the whole of what a user needs to read. */
export class ResultError extends Error {
  override readonly name = "ResultError";
}
