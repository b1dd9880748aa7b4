import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { csv, fileOf, folder, problemOf, SWF, swfLine } from "./madeTrace.ts";

describe("a trace that cannot be read", () => {
  // 9,007,199,254 s are the whole seconds in 2^53 microseconds.
  it.each([
    { what: "a short line", text: "1 0 -1 10\n", problem: ":1: 4 fields, expected the 18 of SWF" },
    { what: "a long line", text: `${swfLine({ submit: 0 })} 5\n`, problem: ":1: 19 fields, expected the 18 of SWF" },
    {
      what: "a word for a number",
      text: `; head\n${swfLine({ submit: "noon" })}`,
      problem: ':2: submit time (field 2) is "noon", expected a number',
    },
    {
      what: "a number with two points",
      text: swfLine({ submit: 0, run: "1.2.3" }),
      problem: ':1: run time (field 4) is "1.2.3", expected a number',
    },
    {
      what: "a run time beyond 2^53 microseconds",
      text: swfLine({ submit: 0, run: 9_007_199_255 }),
      problem: ":1: a duration of 9007199255 s, expected at most 9007199254 s (2^53 microseconds)",
    },
    {
      what: "a submission beyond 2^53 microseconds",
      text: swfLine({ submit: "1e300" }),
      problem: ":1: a submit time of 1e+300 s, expected at most 9007199254 s (2^53 microseconds)",
    },
    {
      what: "half a processor",
      text: swfLine({ submit: 0, allocated: 0.5 }),
      problem: ":1: 0.5 slots, expected a whole number",
    },
    {
      what: "too many processors",
      text: swfLine({ submit: 0, allocated: 100_000_001 }),
      problem: ":1: 100000001 slots, expected at most 100000000",
    },
    { what: "only comments", text: "; nothing\n\n", problem: ": no jobs in it, expected at least one" },
    { what: "an empty file", text: "", problem: ": an empty file, expected a trace" },
    {
      what: "a binary file",
      text: "\u0001\u0000\u0002",
      problem: ": a binary file, expected text (or text packed by gzip)",
    },
    {
      what: "unprintable text",
      text: `\u0007\u001b[31m${"x".repeat(99)}\n`,
      problem: `:1: job number (field 1) is "??[31m${"x".repeat(34)}...", expected a number`,
    },
  ])("is refused for $what", async ({ text, problem }) => {
    expect(await problemOf(await fileOf(text), SWF)).toBe(problem);
  });

  it("is refused where there is no file, or a folder", async () => {
    expect(await problemOf(join(folder, "absent.swf"), SWF)).toBe(": no such file, expected a trace");
    expect(await problemOf(folder, SWF)).toBe(": a directory, expected a trace file");
  });

  it.each([SWF, csv({ submit: "1", duration: "0" })])(
    "is refused for a gzip cut short or spoilt anywhere ($format)",
    async (format) => {
      const packed = gzipSync(
        Array.from({ length: 3000 }, (_, i) => swfLine({ submit: i, run: 1 + ((i * 7919) % 104_729) })).join("\n"),
      );
      const cut = await fileOf(packed.subarray(0, packed.length - 20), `cut-${format.format}.gz`);
      expect(await problemOf(cut, format)).toBe(": broken gzip (unexpected end of file), expected a whole .gz file");
      for (const at of [12, packed.length >> 1, packed.length - 6]) {
        const spoilt = Buffer.from(packed);
        spoilt[at] = spoilt[at]! ^ 0x55;
        expect(await problemOf(await fileOf(spoilt), format)).toMatch(
          /^: broken gzip \(.*\), expected a whole \.gz file$/,
        );
      }
    },
  );

  it("is refused for a line that never ends", async () => {
    const endless = await fileOf(Buffer.alloc(3 << 20, "1"));
    expect(await problemOf(endless, SWF)).toBe(":1: a line of over 1048576 bytes, expected 18 fields");
  });
});
