import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { TraceError } from "./traceError.ts";

const GZIP_MAGIC = [0x1f, 0x8b];
const CHUNK_BYTES = 1 << 18;

/** A trace's bytes, unpacked. */
export interface TraceBytes {
  /** In order, each chunk valid until the next one is asked for. */
  readonly chunks: AsyncGenerator<Buffer>;
  /** Throws a `TraceError` if the packed file is broken anywhere: what was unpacked from it is then no line to complain about. */
  readonly checkWhole: () => Promise<void>;
}

/**
 * Opens a trace, packed by gzip or not: told by its first bytes, never by its name.
 *
 * Throws a `TraceError` for a file that is missing, not a regular file, unreadable or empty; the chunks throw one for a broken
 * gzip and for a binary file.
 */
export async function openTrace(file: string): Promise<TraceBytes> {
  const packed = await isPacked(file);
  return {
    chunks: textOf(file, unpack(file, packed)),
    checkWhole: async () => {
      if (!packed) return;
      for await (const _ of unpack(file, packed)) {
        // Unpacking is the check.
      }
    },
  };
}

async function isPacked(file: string): Promise<boolean> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, "r");
    const stat = await handle.stat();
    if (!stat.isFile())
      throw new TraceError(
        file,
        null,
        `${stat.isDirectory() ? "a directory" : "no regular file"}, expected a trace file`,
      );
    const head = Buffer.alloc(GZIP_MAGIC.length);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    if (bytesRead === 0) throw new TraceError(file, null, "an empty file, expected a trace");
    return GZIP_MAGIC.every((byte, i) => head[i] === byte);
  } catch (error) {
    throw asTraceError(file, error);
  } finally {
    await handle?.close();
  }
}

async function* unpack(file: string, packed: boolean): AsyncGenerator<Buffer> {
  const bytes = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  try {
    yield* packed ? gunzip(bytes) : bytes;
  } catch (error) {
    throw asTraceError(file, error);
  } finally {
    bytes.destroy();
  }
}

function gunzip(bytes: Readable): Readable {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // A pipe passes data on, errors it does not.
  bytes.on("error", (error) => gunzip.destroy(error));
  return bytes.pipe(gunzip);
}

async function* textOf(file: string, chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    if (chunk.includes(0)) throw new TraceError(file, null, "a binary file, expected text (or text packed by gzip)");
    yield chunk;
  }
}

function asTraceError(file: string, error: unknown): TraceError {
  if (error instanceof TraceError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return new TraceError(file, null, "no such file, expected a trace");
  if (code?.startsWith("Z_")) return new TraceError(file, null, `broken gzip (${message}), expected a whole .gz file`);
  return new TraceError(file, null, `cannot be read (${code ?? message}), expected a readable trace`);
}
