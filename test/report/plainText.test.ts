import { describe, expect, it } from "vitest";
import { plainText } from "../../src/report/plainText.ts";

describe("plainText", () => {
  it.each([
    ["plain", "plain"],
    ["größe 数 é", "größe 数 é"],
    ["\u001B[31mred\u001B[0m", "red"],
    ["\u009B31mred", "red"],
    ["\u001B]0;title\u0007name", "name"],
    ["\u001B]8;;http://a\u001B\\link\u001B]8;;\u001B\\", "link"],
    ["two\r\nlines\tand tabs", "two lines and tabs"],
    ["bell\u0007 and \u0000null", "bell and null"],
    ["back\u202Ewards", "backwards"],
  ])("turns %j into %j", (text, plain) => {
    expect(plainText(text)).toBe(plain);
  });
});
