import { describe, expect, it } from "vitest";
import { commandText } from "../../src/cli/commandText.ts";
import { readCommonOptions } from "../../src/cli/commonOptions.ts";
import { outFolders } from "../../src/cli/outFolders.ts";
import { RUN_OPTIONS } from "../../src/cli/run.ts";
import { commandAt, refuseUnknownOption } from "../../src/cli/unknownOption.ts";
import { UsageError } from "../../src/cli/usageError.ts";

describe("common options", () => {
  it("are absent unless given", () => {
    expect(readCommonOptions({})).toEqual({
      set: [],
      seed: undefined,
      replications: undefined,
      alternative: [],
      out: undefined,
      json: false,
      quiet: false,
      color: true,
    });
  });

  it.each([
    [{ seed: "-1" }, "--seed -1: expected a whole number, 0 or more"],
    [{ seed: "1.5" }, "--seed 1.5: expected a whole number, 0 or more"],
    [{ seed: "9007199254740992" }, "--seed 9007199254740992: expected a whole number, 0 or more"],
    [{ seed: "" }, "--seed : expected a whole number, 0 or more"],
    [{ seed: ["1", "2"] }, "--seed is given 2 times; give it once"],
    [{ replications: "0" }, "--replications 0: expected a whole number, 1 or more"],
    [{ workers: "many" }, "--workers many: expected a whole number, 1 or more"],
    [{ set: ["pools.a.vms"] }, "--set pools.a.vms: expected path=value"],
    [{ set: ["=3"] }, "--set =3: expected path=value"],
    [{ out: "" }, "--out needs a folder's name"],
  ])("refuse %j", (args, message) => {
    expect(() => readCommonOptions(args)).toThrow(new UsageError(message));
  });
});

describe("an option that does not exist", () => {
  const own = ([command]: readonly string[]) => (command === "run" ? RUN_OPTIONS : {});

  it.each([
    [["run", "--qiet", "x"], 'unknown option "--qiet"; did you mean "--quiet"?'],
    [["run", "x", "--jobz=1"], 'unknown option "--jobz"; did you mean "--jobs"?'],
    [["run", "-q", "x"], 'unknown option "-q"; poolsim run --help lists them'],
    [["show", "x", "--jobs"], 'unknown option "--jobs"; poolsim show --help lists them'],
    [["--halp"], 'unknown option "--halp"; did you mean "--help"?'],
  ])("is refused with the nearest one: %j", (words, message) => {
    expect(() => refuseUnknownOption(words, own(words))).toThrow(new UsageError(message));
  });

  it.each([
    [["run", "x", "--set", "--odd=1"]],
    [["run", "--", "--odd"]],
    [["run", "-", "--seed", "-1"]],
    [["show", "--no-color", "--set=a=-b", "x"]],
  ])("is not seen in a value, nor after --: %j", (words) => {
    expect(refuseUnknownOption(words, own(words))).toBe(undefined);
  });
});

describe("the command of a command line", () => {
  it.each([
    [["run", "x"], 0],
    [["--quiet", "run", "x"], 1],
    [["--seed", "validate", "run"], 2],
    [["--seed=1", "run", "validate"], 1],
    [["--help"], -1],
    [["--", "run"], -1],
    [[], -1],
  ])("is the first word that is no option's: %j", (words, place) => {
    expect(commandAt(words)).toBe(place);
  });
});

describe("result folders", () => {
  it.each([
    [["a/b/nightly.yaml"], undefined, ["results/nightly"]],
    [["nightly.v2.json"], undefined, ["results/nightly.v2"]],
    [["a.yaml"], "out", ["out"]],
    [["a.yaml", "b.yml"], "out", ["out/a", "out/b"]],
    [["a.yaml", "b.yml"], undefined, ["results/a", "results/b"]],
  ])("of %j with --out %s are %j", (files, out, folders) => {
    expect(outFolders(files, out)).toEqual(folders);
  });

  it("are not shared by two files", () => {
    expect(() => outFolders(["x/a.yaml", "y/a.yaml"], undefined)).toThrow(
      "x/a.yaml and y/a.yaml would both write results/a",
    );
  });
});

describe("the command in summary.json", () => {
  it.each([
    [{}, "run"],
    [{ out: "/home/me/out", workers: "4", quiet: true, json: true }, "run"],
    [{ seed: "0", replications: "5" }, "run --seed 0 --replications 5"],
    [{ alternative: ["a b", "c"] }, "run --alternative 'a b' --alternative c"],
    [{ set: ["x.y=1,2=3"] }, "run --set x.y=1,2=3"],
    [{ set: ["name=it's"] }, "run --set 'name=it'\\''s'"],
    [{ set: ["w.arrivals.trace.file=/home/me/t.csv.gz"] }, "run --set w.arrivals.trace.file=t.csv.gz"],
  ])("keeps of %j what changes figures, and no paths", (args, text) => {
    expect(commandText("run", readCommonOptions(args))).toBe(text);
  });
});
