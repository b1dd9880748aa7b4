import alea from "seedrandom/lib/alea.js";
import { describe, expect, it } from "vitest";
import { openStream, type StreamKey } from "../../src/engine/random.ts";

const STREAMS = 100_000;
const base: StreamKey = { seed: 2026, replication: 0, owner: "scoring", purpose: "service" };
const keysInARow: [string, (n: number) => StreamKey][] = [
  ["seed", (n) => ({ ...base, seed: n })],
  ["replication", (n) => ({ ...base, replication: n })],
  ["owner's last digits", (n) => ({ ...base, owner: `scoring${n}` })],
  ["purpose's last digits", (n) => ({ ...base, purpose: `service${n}` })],
];

/** The correlation of two rows of uniforms, whose mean and variance are known to be 1/2 and 1/12. */
function correlation(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) {
    sum += (one[i]! - 0.5) * (other[i]! - 0.5);
  }
  return (12 * sum) / one.length;
}

/** Kolmogorov and Smirnov's distance of the values from the uniform distribution. */
function distanceFromUniform(values: Float64Array): number {
  const sorted = values.slice().sort();
  let distance = 0;
  for (let i = 0; i < sorted.length; i++) {
    distance = Math.max(distance, (i + 1) / sorted.length - sorted[i]!, sorted[i]! - i / sorted.length);
  }
  return distance;
}

// For n independent pairs of uniforms the correlation is close to normal with standard deviation 1 / sqrt(n): beyond 6 of
// them by chance 2e-9 of the time. For the distance, P(D > d) <= 2 exp(-2 n d²) (Massart): 2e-10 for d = 0.0107 and n =
// 100,000. This file has 4 x 8 + 4 correlations and 4 x 4 + 1 distances: all together less than 1e-7.
const CORRELATION_LIMIT = 6 / Math.sqrt(STREAMS);
const DISTANCE_LIMIT = 0.0107;

describe.each(keysInARow)("100,000 streams that differ in the %s", (_, key) => {
  const draws = Array.from({ length: 4 }, () => new Float64Array(STREAMS));
  for (let n = 0; n < STREAMS; n++) {
    const uniform = openStream(key(n));
    for (const row of draws) {
      row[n] = uniform();
    }
  }

  it("differ within their first four draws", () => {
    const seen = new Set<string>();
    for (let n = 0; n < STREAMS; n++) {
      seen.add(draws.map((row) => row[n]).join(" "));
    }
    expect(seen.size).toBe(STREAMS);
  });

  it("are uncorrelated from each key to the next, draw by draw", () => {
    for (const row of draws) {
      const r = correlation(row.subarray(1), row.subarray(0, STREAMS - 1));
      expect(Math.abs(r)).toBeLessThan(CORRELATION_LIMIT);
    }
  });

  it("are uncorrelated from each key to the tenth after it, whose last digit is the same", () => {
    const row = draws[0]!;
    const r = correlation(row.subarray(10), row.subarray(0, STREAMS - 10));
    expect(Math.abs(r)).toBeLessThan(CORRELATION_LIMIT);
  });

  it("are uncorrelated from each draw to the next", () => {
    for (let k = 1; k < draws.length; k++) {
      expect(Math.abs(correlation(draws[k]!, draws[k - 1]!))).toBeLessThan(CORRELATION_LIMIT);
    }
  });

  it("are uniform over the keys in each of the first draws", () => {
    for (const row of draws) {
      expect(distanceFromUniform(row)).toBeLessThan(DISTANCE_LIMIT);
    }
  });
});

describe("A stream", () => {
  const uniform = openStream(base);
  const values = Float64Array.from({ length: STREAMS }, uniform);

  it("is uniform", () => {
    expect(distanceFromUniform(values)).toBeLessThan(DISTANCE_LIMIT);
  });

  it.each([1, 2, 3, 10])("is uncorrelated at lag %i", (lag) => {
    const r = correlation(values.subarray(lag), values.subarray(0, STREAMS - lag));
    expect(Math.abs(r)).toBeLessThan(CORRELATION_LIMIT);
  });

  it("gives odd multiples of 2^-33, so never 0 and never 1", () => {
    expect(values.every((u) => (u * 2 ** 33) % 2 === 1 && u > 0 && u < 1)).toBe(true);
  });

  it("gives the same numbers whenever and in whatever company its key is opened", () => {
    const again = openStream({ ...base });
    const other = openStream({ ...base, owner: "training" });
    const interleaved = values.slice(0, 1000).map(() => {
      other();
      return again();
    });
    expect(interleaved).toEqual(values.slice(0, 1000));
  });

  it.each([
    ["text moved from owner to purpose", { owner: "ab", purpose: "c" }, { owner: "a", purpose: "bc" }],
    ["quotes and commas", { owner: 'a","b', purpose: "c" }, { owner: "a", purpose: 'b","c' }],
    ["digits moved from seed to replication", { seed: 11, replication: 1 }, { seed: 1, replication: 11 }],
    ["repeated digits", { seed: 1 }, { seed: 111 }],
    ["a trailing space", { purpose: "c " }, { purpose: "c" }],
    ["a sign", { seed: -1 }, { seed: 1 }],
    ["halves of a surrogate pair", { owner: "\ud83d" }, { owner: "\ude00" }],
  ])("tells keys apart by %s", (_, one, other) => {
    const first = Array.from({ length: 4 }, openStream({ ...base, ...one }));
    expect(first).not.toEqual(Array.from({ length: 4 }, openStream({ ...base, ...other })));
  });

  it.each([
    ["seed", { seed: 0.5 }],
    ["seed", { seed: Number.NaN }],
    ["replication", { replication: 2 ** 53 }],
  ])("refuses a %s that is not a safe integer", (name, part) => {
    expect(() => openStream({ ...base, ...part })).toThrow(RangeError);
    expect(() => openStream({ ...base, ...part })).toThrow(`The ${name} of a random stream must be a whole number`);
  });
});

it("a stream's numbers are those of seedrandom's Alea, one by one or many at once", () => {
  const reference = alea('poolsim: one stream of uniforms for [2026,0,"scoring","service"]; end of the key.', {
    state: true,
  });
  const uniform = openStream(base);
  const given: number[] = [];
  const some = new Float64Array(7);
  for (let round = 0; round < 1000; round++) {
    given.push(uniform(), uniform());
    uniform.fill?.(some, 5);
    given.push(...some.subarray(0, 5));
  }
  expect(given).toEqual(Array.from({ length: 7000 }, () => reference() + 2 ** -33));
});
