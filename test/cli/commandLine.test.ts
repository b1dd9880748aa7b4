import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { poolsim } from "./poolsim.ts";

let home = "";
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-line-"));
});
afterAll(() => rmSync(home, { recursive: true }));

describe("a command line that cannot be understood", () => {
  it.each([
    [["rnu", "a.yaml"], 'unknown command "rnu"; did you mean "run"?'],
    [[], "no command given; poolsim --help lists them"],
    [["run"], "no file given; see poolsim run --help"],
    [["init", ""], "init needs a file's name"],
    [["run", "-"], "./-: no such file"],
    [["show", "-", "--quiet"], "./-: no such file"],
    [["run", "--quiet", "--", "a.yaml"], "a.yaml: no such file"],
    [["validate", "--", "--quiet"], "./--quiet: no such file"],
    [["diff", "a.yaml"], "1 of 2 files given; see poolsim diff --help"],
    [["run", "a.yaml", "--sede", "1"], 'unknown option "--sede"; did you mean "--seed"?'],
    [["run", "a.yaml", "--seed"], "--seed needs a value"],
    [["run", "a.yaml", "--set"], "--set needs a value"],
    [["run", "a.yaml", "--seed", "-1"], "--seed -1: expected a whole number, 0 or more"],
    [["run", "a.yaml", "--engine", "foo"], "--engine foo: expected auto or events"],
    [["run", "a.yaml", "--engine"], "--engine needs a value"],
    [["run", "a.yaml", "--engine", "auto", "--engine", "events"], "--engine is given 2 times; give it once"],
    [["run", "a.yaml", "--check=1"], "--check=1: --check takes no value"],
    [["run", "a.yaml", "--json="], "--json=: --json takes no value"],
    [["run", "--help=all"], "--help=all: --help takes no value"],
    [["show", "a.yaml", "b.yaml"], 'unexpected argument "b.yaml"; see poolsim show --help'],
    [["help", "metric"], 'unknown help topic "metric"; did you mean "metrics"?'],
  ])("%j ends with 2 and one line on stderr", async (words, message) => {
    const outcome = await poolsim(home, ...words);
    expect(outcome).toEqual({ code: 2, signal: null, stdout: "", stderr: `${message}\n` });
    expect(readdirSync(home)).toEqual([]);
  });
});

describe("help", () => {
  it.each([[["--help"]], [["run", "--help"]], [["help"]], [["help", "exit-codes"]]])(
    "%j goes to stdout within 80 columns",
    async (words) => {
      const { code, stdout, stderr } = await poolsim(home, ...words);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
      expect(stdout.length).toBeGreaterThan(200);
    },
  );

  it.each([
    [
      ["help", "run"],
      ["run", "--help"],
    ],
    [
      ["run", "-h"],
      ["run", "--help"],
    ],
    [["-h"], ["--help"]],
  ])("%j is the same as %j", async (words, longer) => {
    expect(await poolsim(home, ...words)).toEqual(await poolsim(home, ...longer));
  });

  it("help of a topic that is a command too is the topic's", async () => {
    expect((await poolsim(home, "help", "plan")).stdout).toMatch(/^poolsim plan FILE looks for it/u);
  });

  it("names the version of the package", async () => {
    expect((await poolsim(home, "--version")).stdout).toMatch(/^\d+\.\d+\.\d+\n$/u);
  });
});
