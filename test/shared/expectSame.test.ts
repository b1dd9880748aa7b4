import { describe, expect, it } from "vitest";
import { expectSame } from "./expectSame.ts";

/** What it holds only going through it tells. */
class Rows {
  readonly #rows: readonly number[];
  constructor(...rows: number[]) {
    this.#rows = rows;
  }
  *[Symbol.iterator](): Generator<number> {
    yield* this.#rows;
  }
}

class Named {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

const world = (rows: Rows, last: number) => ({
  metrics: { "wait.mean": { value: 0.1 + 0.2, unit: "s" } },
  times: Float64Array.of(1, Number.NaN, last),
  rows,
  timeline: [{ at: 1 }, { at: 2 }],
  of: new Named("a"),
  jobs: null,
});

describe("two results", () => {
  it("are the same where all that they hold is", () => {
    expectSame(world(new Rows(1, 2), 3), world(new Rows(1, 2), 3));
    expectSame({ a: 1, b: undefined }, { a: 1 });
  });

  it.each<[string, unknown]>([
    ["a number's last digit", { ...world(new Rows(1, 2), 3), metrics: { "wait.mean": { value: 0.3, unit: "s" } } }],
    ["an element", world(new Rows(1, 2), 4)],
    ["a row that only iterating tells", world(new Rows(1, 3), 3)],
    ["a row too few", world(new Rows(1), 3)],
    ["an object's order in a list", { ...world(new Rows(1, 2), 3), timeline: [{ at: 2 }, { at: 1 }] }],
    ["what an instance has", { ...world(new Rows(1, 2), 3), of: new Named("b") }],
    ["nothing instead of null", { ...world(new Rows(1, 2), 3), jobs: undefined }],
    ["a name more", { ...world(new Rows(1, 2), 3), more: 0 }],
    ["no result at all", null],
  ])("differ by %s", (_, other) => {
    expect(() => expectSame(world(new Rows(1, 2), 3), other)).toThrow();
    expect(() => expectSame(other, world(new Rows(1, 2), 3))).toThrow();
  });
});
