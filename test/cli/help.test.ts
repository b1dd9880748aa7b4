import { describe, expect, it } from "vitest";
import { TOPICS } from "../../src/cli/help/topics.ts";
import { textWidth } from "../../src/report/textWidth.ts";

describe("help topics", () => {
  it.each(TOPICS.map((topic) => [topic.name, topic.text] as const))(
    "%s fits a terminal and ends its last line",
    (_name, text) => {
      expect(text.split("\n").filter((line) => textWidth(line) > 80)).toEqual([]);
      expect(text.endsWith("\n")).toBe(true);
    },
  );

  it("have names of their own", () => {
    expect(new Set(TOPICS.map(({ name }) => name)).size).toBe(TOPICS.length);
  });
});
