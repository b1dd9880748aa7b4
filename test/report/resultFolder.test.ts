import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { OutputError } from "../../src/report/outputError.ts";
import { checkResultFolder, discardUnfinishedFolders, writeResultFolder } from "../../src/report/resultFolder.ts";
import { writeRunFiles } from "../../src/report/runFiles.ts";
import { runOf } from "./summaryFixture.ts";

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-folder-"));
});
afterEach(() => rmSync(home, { recursive: true }));

const nothing = async (): Promise<void> => {};

describe("a result folder", () => {
  it("is written whole, its parents made", async () => {
    const folder = join(home, "a", "b");
    const names = await writeRunFiles(runOf({}), folder);
    expect(names).toEqual([
      "report.html",
      "summary.json",
      "replications.csv",
      "latency.csv",
      "timeline.csv",
      "vms.csv",
      "bill.csv",
      "report.md",
    ]);
    expect(readdirSync(folder).sort()).toEqual([...names].sort());
    expect(readdirSync(join(home, "a"))).toEqual(["b"]);
  });

  it("holds jobs.csv where jobs were kept, and the next run without them takes it away", async () => {
    const folder = join(home, "out");
    await writeRunFiles(runOf({ jobs: [] }), folder);
    expect(readdirSync(folder)).toContain("jobs.csv");
    await writeRunFiles(runOf({}), folder);
    expect(readdirSync(folder)).not.toContain("jobs.csv");
    expect(readdirSync(home)).toEqual(["out"]);
  });

  it("has the same bytes when it is written twice", async () => {
    await writeRunFiles(runOf({}), join(home, "one"));
    await writeRunFiles(runOf({}), join(home, "two"));
    for (const name of readdirSync(join(home, "one"))) {
      expect(readFileSync(join(home, "two", name))).toEqual(readFileSync(join(home, "one", name)));
    }
  });

  it("may be an empty folder before", async () => {
    mkdirSync(join(home, "out"));
    await writeRunFiles(runOf({}), join(home, "out"));
    expect(existsSync(join(home, "out", "summary.json"))).toBe(true);
  });

  it("may be reached by a symbolic link, which stays", async () => {
    await writeRunFiles(runOf({}), join(home, "real"));
    symlinkSync(join(home, "real"), join(home, "link"));
    await writeRunFiles(runOf({ jobs: [] }), join(home, "link"));
    expect(readdirSync(join(home, "real"))).toContain("jobs.csv");
  });

  it("leaves nothing behind if filling it fails", async () => {
    const failing = writeResultFolder(join(home, "a", "b", "out"), async (temporary) => {
      writeFileSync(join(temporary, "half"), "");
      throw new RangeError("broken");
    });
    await expect(failing).rejects.toThrow(new RangeError("broken"));
    expect(readdirSync(home)).toEqual([]);
  });

  it("leaves the earlier result as it was if filling the next fails", async () => {
    const folder = join(home, "out");
    await writeRunFiles(runOf({ jobs: [] }), folder);
    const failing = writeResultFolder(folder, async () => {
      throw new RangeError("broken");
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(readdirSync(folder)).toContain("jobs.csv");
    expect(readdirSync(home)).toEqual(["out"]);
  });

  it("is taken back at once when the process is told to stop", async () => {
    const writing = writeResultFolder(join(home, "a", "out"), async () => {
      discardUnfinishedFolders();
      expect(readdirSync(home)).toEqual([]);
      throw new RangeError("stopped");
    });
    await expect(writing).rejects.toThrow(new RangeError("stopped"));
  });
});

describe("a place where results cannot go", () => {
  const refusal = (folder: string): string => {
    try {
      checkResultFolder(folder);
    } catch (error) {
      expect(error).toBeInstanceOf(OutputError);
      return (error as OutputError).message;
    }
    return "";
  };

  it("is a file", () => {
    writeFileSync(join(home, "file"), "mine");
    expect(refusal(join(home, "file"))).toContain("is a file, not a folder");
  });

  it("is a folder of other things, which stay", async () => {
    const folder = join(home, "mine");
    mkdirSync(folder);
    writeFileSync(join(folder, "thesis.txt"), "mine");
    expect(refusal(folder)).toContain("holds other things than a result (thesis.txt)");
    await expect(writeResultFolder(folder, nothing)).rejects.toThrow(OutputError);
    expect(readdirSync(folder)).toEqual(["thesis.txt"]);
  });

  it("is a result to which something was added", async () => {
    const folder = join(home, "out");
    await writeRunFiles(runOf({}), folder);
    writeFileSync(join(folder, "notes.md"), "mine");
    expect(refusal(folder)).toContain("(notes.md)");
  });

  it.each(['{"tool": {"name": "another"}}', "[]", "null", "not JSON"])(
    "holds a summary.json that is not ours: %s",
    (text) => {
      const folder = join(home, "out");
      mkdirSync(folder);
      writeFileSync(join(folder, "summary.json"), text);
      expect(refusal(folder)).toContain("(summary.json)");
    },
  );

  it("is under a file", async () => {
    writeFileSync(join(home, "file"), "mine");
    await expect(writeResultFolder(join(home, "file", "out"), nothing)).rejects.toThrow(
      "a part of the path is a file, not a folder",
    );
    expect(readdirSync(home)).toEqual(["file"]);
  });

  it("is a link to nothing", () => {
    symlinkSync(join(home, "nowhere"), join(home, "link"));
    expect(refusal(join(home, "link"))).toContain("is a link to nothing");
  });

  it("is the current folder", () => {
    expect(refusal(".")).toContain("is the current folder");
  });

  it("is in a folder of the system where nothing can be made", async () => {
    await expect(writeResultFolder("/proc/poolsim/out", nothing)).rejects.toThrow("cannot write /proc/poolsim/out: ");
  });

  it("has a name that is too long, and the folders made for it are taken back", async () => {
    await expect(writeResultFolder(join(home, "a", "x".repeat(300), "b"), nothing)).rejects.toThrow(
      "the name is too long",
    );
    expect(readdirSync(home)).toEqual([]);
  });

  it("has a name that is too long", async () => {
    await expect(writeResultFolder(join(home, "x".repeat(300)), nothing)).rejects.toThrow("the name is too long");
  });
});
