import { readFileSync } from "node:fs";

/** The version in the package's own `package.json`, one folder up from here in the sources and in the build. */
export function packageVersion(): string {
  const contents: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return contents !== null && typeof contents === "object" && "version" in contents
    ? String(contents.version)
    : "unknown";
}
