import type { Point } from "./frontier.ts";

/** Candidates as points: those that differ only in choices that are monotone make a group. */
export class Space {
  /** Values of each choice. */
  readonly sizes: readonly number[];
  readonly #points: readonly Point[];
  readonly #helping: readonly number[];

  /** @param points by candidate, the first coordinate varying slowest; @param helping places of the monotone choices. */
  constructor(sizes: readonly number[], points: readonly Point[], helping: readonly number[]) {
    this.sizes = sizes;
    this.#points = points;
    this.#helping = helping;
  }

  /** A candidate of each group: the first one. */
  get groups(): readonly number[] {
    return this.#points.flatMap((point, candidate) =>
      this.#helping.every((axis) => point[axis] === 0) ? [candidate] : [],
    );
  }

  /** Values of each monotone choice. */
  get boxSizes(): readonly number[] {
    return this.#helping.map((axis) => this.sizes[axis]!);
  }

  /** The candidate at a point of a group's box. */
  candidateAt(group: number, point: Point): number {
    const whole = this.#points[group]!.map((own, axis) => {
      const place = this.#helping.indexOf(axis);
      return place < 0 ? own : point[place]!;
    });
    return whole.reduce((index, value, axis) => index * this.sizes[axis]! + value, 0);
  }

  /** Whether one is the other, or the other with less of a monotone choice. */
  isBelow(one: number, other: number): boolean {
    return this.#points[one]!.every((value, axis) => {
      const there = this.#points[other]![axis]!;
      return this.#helping.includes(axis) ? value <= there : value === there;
    });
  }

  /** One step more of each monotone choice by itself. */
  above(candidate: number): readonly number[] {
    return this.#helping.flatMap((axis) => {
      const point = this.#points[candidate]!;
      if (point[axis]! + 1 >= this.sizes[axis]!) return [];
      const next = point.map((value, i) => (i === axis ? value + 1 : value));
      return [next.reduce((index, value, i) => index * this.sizes[i]! + value, 0)];
    });
  }
}
