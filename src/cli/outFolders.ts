import { basename, extname, join } from "node:path";
import { UsageError } from "./usageError.ts";

/**
 * Where the results of each file go: `--out` itself for one file, a folder of the file's name in it for several, and
 * `results/<file's name>` without it.
 *
 * @throws UsageError if two files would write the same folder.
 */
export function outFolders(files: readonly string[], out: string | undefined): string[] {
  if (out !== undefined && files.length === 1) return [out];
  const owners = new Map<string, string>();
  return files.map((file) => {
    const folder = join(out ?? "results", basename(file, extname(file)));
    const owner = owners.get(folder);
    if (owner !== undefined) {
      throw new UsageError(
        `${owner} and ${file} would both write ${folder}; run them one by one, each with its own --out`,
      );
    }
    owners.set(folder, file);
    return folder;
  });
}
