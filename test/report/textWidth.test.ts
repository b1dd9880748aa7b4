import { describe, expect, it } from "vitest";
import { padEnd, shorten, textWidth, unbroken, wrapText } from "../../src/report/textWidth.ts";

describe("text in columns", () => {
  it.each([
    ["abc", 3],
    ["数字", 4],
    ["e\u0301", 1],
    ["… ± –", 5],
  ])("counts %s as %d columns", (text, width) => {
    expect(textWidth(text)).toBe(width);
  });

  it("pads by columns, not by characters", () => {
    expect(padEnd("数", 4)).toBe("数  ");
  });

  it("cuts the middle of a long name, whose ends tell it from its family", () => {
    expect(shorten("pool-for-team-a-in-the-north-01", 13)).toBe("pool-f…rth-01");
    expect(shorten("short", 13)).toBe("short");
  });

  it("wraps at spaces, indents what follows and leaves a long word whole", () => {
    expect(wrapText("one two three /a/very/long/path x", 9, 2)).toEqual([
      "one two",
      "  three",
      "  /a/very/long/path",
      "  x",
    ]);
  });

  it("keeps a figure with its unit", () => {
    expect(wrapText(`service ${unbroken("45 s")}`, 10)).toEqual(["service", "45 s"]);
  });
});
