const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "the folder does not exist",
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left on the device",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "a part of the path is a file, not a folder",
  EEXIST: "a part of the path is a file, not a folder",
  ENAMETOOLONG: "the name is too long",
  EBUSY: "the folder itself cannot be replaced; name a folder inside it",
  EXDEV: "the folder itself cannot be replaced; name a folder inside it",
  EMFILE: "too many open files",
};

/** Results that cannot be written where they were asked for. The message is the whole of what a user needs to read. */
export class OutputError extends Error {
  override readonly name = "OutputError";
}

/** The system's error about a path as one sentence; any other error as it is. */
export function asOutputError(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) return error;
  const reason = REASONS[String(error.code)] ?? String(error.code);
  return new OutputError(`cannot write ${path}: ${reason}`, { cause: error });
}
