import { describe, expect, it } from "vitest";
import { NEVER } from "../../../src/engine/time.ts";
import { StreamSource } from "../../../src/model/workload/streamSource.ts";
import { type StreamWords, stream } from "./madeStream.ts";

/** Everything that a source does before `end`: `[time, round, rows of each job]`, the round being the firing's number. */
function play(
  words: StreamWords,
  { end = 1000, delays = [0], skips = [] as readonly number[] } = {},
): (readonly [time: number, round: number, ...rows: number[]])[] {
  let drawn = 0;
  const source = new StreamSource(stream(words), 0, end, () => delays[drawn++ % delays.length]!);
  const done: (readonly [number, number, ...number[]])[] = [];
  let firing = 0;
  for (let time = source.next(); time !== NEVER; time = source.next()) {
    if (!source.fires)
      done.push([time, source.round, ...Array.from({ length: source.jobs }, (_, place) => source.rows(place))]);
    else if (skips.includes(++firing)) source.skip();
    else source.begin(firing);
  }
  return done;
}

describe("The source of a stream", () => {
  it("submits a job for each sensor at every firing, with the rows of the windows since the last one", () => {
    expect(play({}, { end: 300 })).toEqual([
      [100, 1, 10, 10, 10, 10],
      [200, 2, 10, 10, 10, 10],
    ]);
  });

  it("submits a job for every few sensors, the last one with what is left", () => {
    expect(play({ sensors: 5, sensorsPerJob: 2 }, { end: 200 })).toEqual([[100, 1, 20, 20, 10]]);
    expect(play({ sensors: 5, sensorsPerJob: 9 }, { end: 200 })).toEqual([[100, 1, 50]]);
  });

  it("has nothing to score at time 0, and not what a window holds that is not over or not processed yet", () => {
    const rows = play({ fromZero: true, lag: 15, sensorsPerJob: 4 }, { end: 300 });
    // Windows that end by 85, and by 185: 8 of them, and 10 more.
    expect(rows).toEqual([
      [0, 1, 0],
      [100, 2, 32],
      [200, 3, 40],
    ]);
  });

  it("submits one by one after its image was pulled, whose delay is drawn anew for each run", () => {
    const rows = play({ sensorsPerJob: 2, gap: 2.4 }, { end: 300, delays: [7, 30] });
    expect(rows.map(([time, round]) => [time, round])).toEqual([
      [107, 1],
      [109, 1],
      [230, 2],
      [232, 2],
    ]);
  });

  it("rounds times and not the gaps", () => {
    const times = play({ sensors: 7, gap: 1.4 }, { end: 200 }).map(([time]) => time);
    expect(times).toEqual([0, 1.4, 2.8, 4.2, 5.6, 7, 8.4].map((passed) => 100 + Math.round(passed)));
  });

  it("takes runs one after another where submitting takes longer than they are apart", () => {
    const rows = play({ sensors: 3, sensorsPerJob: 1, gap: 50 }, { end: 400 });
    expect(rows).toEqual([
      [100, 1, 10],
      [150, 1, 10],
      [200, 1, 10],
      [250, 2, 10],
      [300, 2, 10],
      [350, 2, 10],
    ]);
  });

  it("leaves the windows of a run that is skipped to the next one, and takes the delay's draw all the same", () => {
    expect(play({ sensorsPerJob: 4 }, { end: 500, delays: [1, 2, 3, 4], skips: [2, 3] })).toEqual([
      [101, 1, 40],
      [404, 4, 120],
    ]);
  });

  it("goes on by itself where nobody decides", () => {
    const source = new StreamSource(stream(), 0, 250, () => 0);
    const jobs: number[] = [];
    for (let time = source.next(); time !== NEVER; time = source.next()) jobs.push(source.jobs);
    expect(jobs).toEqual([0, 4, 0, 4]);
  });

  it("stops after so many jobs, in the middle of a run", () => {
    expect(play({ limit: 6 }).map(([, ...rest]) => rest)).toEqual([
      [1, 10, 10, 10, 10],
      [2, 10, 10],
    ]);
    expect(play({ limit: 0 })).toEqual([]);
  });

  it("fires nothing at the end, and submits nothing from then on", () => {
    expect(play({}, { end: 100 })).toEqual([]);
    expect(play({ gap: 10 }, { end: 120 }).map(([time]) => time)).toEqual([100, 110]);
  });
});
