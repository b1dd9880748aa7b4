import { kimNelson } from "./kimNelson.ts";

/**
 * Kim and Nelson's procedure for picking the system with the smallest mean, fully sequential, with c = 1: after each further
 * observation of all that are still in, those that are too far above another are out. With normal observations, common random
 * numbers allowed, the pick is the best with chance 1 - alpha at least wherever the best is better than all others by
 * `indifference`; otherwise it is within `indifference` of the best. Source: Kim & Nelson (2001), ACM Transactions on Modeling and
 * Computer Simulation 11, 251-273.
 */
export class KimNelsonSelection {
  readonly #indifference: number;
  /** By pair: h^2 times the variance of the differences in the first stage. */
  readonly #spread: readonly (readonly number[])[];
  readonly #sums: number[];
  readonly #last: number;
  #in: readonly number[];
  #seen: number;

  /**
   * @param firstStage observations of each system, two of each or more, as many of all; those of one place belong together.
   * @param indifference a smaller difference of means does not matter; above 0, in the observations' unit.
   * Throws RangeError as `kimNelson` for other sizes, and for an indifference that is not positive.
   */
  constructor(firstStage: readonly (readonly number[])[], indifference: number, alpha: number) {
    if (!(indifference > 0)) throw new RangeError(`the indifference must be positive, got ${indifference}`);
    const stage = firstStage[0]?.length ?? 0;
    if (firstStage.some(({ length }) => length !== stage))
      throw new RangeError("a first stage is as long for all systems");
    const { hSquared } = kimNelson(firstStage.length, alpha, stage);
    this.#indifference = indifference;
    this.#spread = firstStage.map((one) => firstStage.map((other) => hSquared * differenceVariance(one, other)));
    this.#sums = firstStage.map((values) => values.reduce((sum, value) => sum + value, 0));
    this.#last = Math.floor(Math.max(...this.#spread.flat()) / indifference ** 2) + 1;
    this.#seen = stage;
    this.#in = firstStage.map((_, system) => system);
    this.#screen();
  }

  /** The systems of which a further observation is wanted, in order. */
  get survivors(): readonly number[] {
    return this.#in;
  }

  /** The pick, or null while observations are wanted. Of equals the first. */
  get best(): number | null {
    if (this.#in.length > 1 && this.#seen < this.#last) return null;
    return this.#in.reduce((best, system) => (this.#sums[system]! < this.#sums[best]! ? system : best));
  }

  /** One further observation of each survivor, in their order. */
  add(observations: readonly number[]): void {
    this.#in.forEach((system, place) => {
      this.#sums[system]! += observations[place]!;
    });
    this.#seen++;
    this.#screen();
  }

  #screen(): void {
    const sums = this.#sums;
    const stays = (system: number): boolean =>
      this.#in.every((other) => sums[system]! <= sums[other]! + this.#slack(system, other));
    this.#in = this.#in.filter(stays);
  }

  /** By how much the sum of one may still be above that of another. */
  #slack(system: number, other: number): number {
    const delta = this.#indifference;
    return Math.max(0, this.#spread[system]![other]! / (2 * delta) - (delta * this.#seen) / 2);
  }
}

function differenceVariance(one: readonly number[], other: readonly number[]): number {
  const differences = one.map((value, place) => value - other[place]!);
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  return differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (differences.length - 1);
}
