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

it("gives many at once as it gives them one by one, in whatever turn", () => {
  let drawn = 0;
  const ahead = new DrawAhead((values, count) => {
    for (let i = 0; i < count; i++) values[i] = drawn++;
  });
  const given: number[] = [];
  const some = new Float64Array(200);
  for (const count of [200, 3, 0, 1, 100, 64, 65]) {
    ahead.take(some, count);
    given.push(...some.subarray(0, count), ahead.next());
  }
  expect(given).toEqual(Array.from({ length: 440 }, (_, index) => index));
});
