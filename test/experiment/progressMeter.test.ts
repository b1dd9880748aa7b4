import { expect, it } from "vitest";
import { type Progress, ProgressMeter } from "../../src/experiment/progressMeter.ts";

it("adds up cells that run at the same time, pilots too, and is not taken back by a late message", () => {
  const told: Progress[] = [];
  const meter = new ProgressMeter(["a", "b"], (progress) => told.push(progress));
  meter.plan(4, 2);
  const [first, second, pilot] = [
    { alternative: 0, replication: 0 },
    { alternative: 1, replication: 0 },
    { alternative: 1, replication: 1_000_000 },
  ] as const;
  meter.show(pilot, 1, 10);
  meter.show(first, 0.5, 50);
  meter.show(second, 0.25, 40);
  meter.show(first, 1, 100);
  meter.show(first, 0.75, 75);
  // Of 4 x 2 cells and 2 pilots: 1; 1.5; 1.75; 2.25.
  expect(told.map(({ fraction }) => fraction)).toEqual([0.1, 0.15, 0.175, 0.225]);
  expect(told.map(({ events }) => events)).toEqual([10, 60, 100, 150]);
  expect(told.map(({ alternative }) => alternative)).toEqual(["b", "a", "b", "a"]);
  expect(told.every(({ replications }) => replications === 4)).toBe(true);
});
