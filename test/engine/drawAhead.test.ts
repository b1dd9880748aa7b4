import { expect, it } from "vitest";
import { DrawAhead } from "../../src/engine/drawAhead.ts";

it("gives a sampler's values in the order in which they are drawn, none left out and none twice", () => {
  let drawn = 0;
  const ahead = new DrawAhead((values) => {
    for (let i = 0; i < values.length; i++) values[i] = drawn++;
  });
  const given = Array.from({ length: 1000 }, () => ahead.next());
  expect(given).toEqual(Array.from({ length: 1000 }, (_, index) => index));
});
