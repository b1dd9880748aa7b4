import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Feed } from "../../../src/model/fifo/feed.ts";
import { BLOCK, blockOf, JobBlock } from "../../../src/model/fifo/jobBlock.ts";
import { MergedFeeds } from "../../../src/model/fifo/mergedFeeds.ts";
import { Window } from "../../../src/model/window.ts";
import { openDraws, openSources } from "../../../src/model/workload/openWorkloads.ts";
import { variate, workload, world } from "../worldFixture.ts";

/** Merges traces that rise: time, workload and service of each job; a job's service tells its number in its trace. */
function merge(times: readonly (readonly number[])[]): number[][] {
  const spec = world({
    horizon: 2 ** 50,
    workloads: times.map((submits, index) =>
      workload(`w${index}`, {
        arrivals: {
          kind: "trace",
          limit: Number.POSITIVE_INFINITY,
          jobs: {
            count: submits.length,
            submit: Float64Array.from(submits),
            service: Float64Array.from(submits, (_, job) => job),
            slots: new Int32Array(submits.length).fill(1),
            tenant: new Int32Array(submits.length).fill(-1),
            tenants: [],
            dropped: {},
          },
        },
        service: variate(1),
      }),
    ),
  });
  const drawn = {
    system: 0,
    due: null,
    rounds: null,
    window: new Window(0, 2 ** 50),
    dispatchDelay: null,
    tasks: null,
  };
  const draws = openDraws(spec, 0);
  const sources = openSources(spec, 0);
  const feeds = sources.map((source, index) => new Feed(index, source, draws[index]!, [index], drawn, sources.length));
  const merged = new MergedFeeds(feeds, drawn);
  const block = new JobBlock(blockOf(sources.length));
  const given: number[][] = [];
  for (merged.fill(block); block.count > 0; merged.fill(block)) {
    expect(block.count).toBeLessThanOrEqual(blockOf(sources.length));
    for (let i = 0; i < block.count; i++) {
      expect(block.cell[i]).toBe(block.workload[i]);
      given.push([block.submitted[i]!, block.workload[i]!, block.service[i]!]);
    }
  }
  return given;
}

/** The same by sorting. */
function sorted(times: readonly (readonly number[])[]): number[][] {
  const all = times.flatMap((submits, index) => submits.map((time, job) => [time, index, job]));
  return all.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!);
}

const rising = (gaps: readonly number[]): number[] => {
  let time = 0;
  return gaps.map((gap) => (time += gap));
};

describe("The feeds of several workloads", () => {
  it("are merged as by sorting, whatever the gaps: equal instants, bursts, years of nothing", () => {
    const gap = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 ** 40 }));
    const lane = fc.array(gap, { maxLength: 150 }).map(rising);
    fc.assert(
      fc.property(fc.array(lane, { minLength: 2, maxLength: 150 }), (lanes) => {
        expect(merge(lanes)).toEqual(sorted(lanes));
      }),
      { numRuns: 150 },
    );
  });

  it("are so where more jobs come in one instant than a block holds", () => {
    const burst = (count: number): number[] => [0, ...new Array<number>(count).fill(7), 8];
    const lanes = [burst(3 * BLOCK), [7, 9], burst(10), burst(BLOCK)];
    expect(merge(lanes)).toEqual(sorted(lanes));
  });

  it("are so where one workload brings nearly all the jobs, slowly and then a thousand times faster", () => {
    const busy = rising(Array.from({ length: 20_000 }, (_, job) => (job < 5000 ? 1000 + (job % 7) : job % 2)));
    const lanes = [[3], busy, [busy.at(-1)! - 1, busy.at(-1)!], []];
    expect(merge(lanes)).toEqual(sorted(lanes));
  });
});
