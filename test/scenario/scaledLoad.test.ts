import { describe, expect, it } from "vitest";
import { compileWorld } from "../../src/scenario/load.ts";
import { scaledScenario, unscalable, withScaledLoad } from "../../src/scenario/scaledLoad.ts";
import { load } from "./scratchFiles.ts";

const SERVICE = "service: 1 min";
const withArrivals = (arrivals: string, job = SERVICE): string => `
workloads: {a: {arrivals: ${arrivals}, job: {${job}}, route: p}}
classic: {workers: 2, background: {b: {arrivals: {poisson: {rate: 7/h}}, job: {service: 1 min}}}}
pools: {p: {vms: 1}}
`;

async function scaled(arrivals: string, multiple: number, job = SERVICE) {
  const scenario = await load(withArrivals(arrivals, job));
  const { resolved } = withScaledLoad(scenario.alternatives[0]!, multiple);
  return resolved.workloads.a!;
}

describe("a multiple of the load", () => {
  it.each([
    [
      "{poisson: {rate: 30/h, profile: weekday-office-hours, batch: 4, limit: 9}}",
      1.1,
      { poisson: { rate: "33/h", profile: "weekday-office-hours", batch: 4, limit: 10 } },
    ],
    ["{renewal: {interval: 33 s}}", 1.1, { renewal: { interval: "30 s" } }],
    [
      "{renewal: {interval: {gamma: {mean: 60 s, cv: 2}}, batch: 3}}",
      2,
      { renewal: { interval: { gamma: { mean: "30 s", cv: 2 } }, batch: 3 } },
    ],
    [
      "{renewal: {interval: {uniform: {min: 1 min, max: 3 min}}}}",
      2,
      { renewal: { interval: { uniform: { min: "0.5 min", max: "1.5 min" } } } },
    ],
    [
      "{renewal: {interval: {mixture: [{weight: 2, of: 10 s}, {weight: 1, of: {erlang: {mean: 40 s, stages: 3}}}]}}}",
      2,
      {
        renewal: {
          interval: {
            mixture: [
              { weight: 2, of: "5 s" },
              { weight: 1, of: { erlang: { mean: "20 s", stages: 3 } } },
            ],
          },
        },
      },
    ],
    ['{cron: "0 1 * * *", jobs: 5000}', 1.1, { cron: "0 1 * * *", jobs: 5500 }],
    ['{cron: "0 1 * * *", jobs: 7, limit: 70}', 1.1, { cron: "0 1 * * *", jobs: 8, limit: 77 }],
    [
      "{at: [0 s, 1 h], batch: {geometric: {mean: 10}}}",
      1.25,
      { at: ["0 s", "1 h"], batch: { geometric: { mean: 12.5 } } },
    ],
    ["{at: [0 s], jobs: {sequence: [4, 5]}}", 1.5, { at: ["0 s"], jobs: { sequence: [6, 8] } }],
    ["{at: [0 s]}", 2, { at: ["0 s"], jobs: 2 }],
  ])("of %s by %d", async (arrivals, multiple, expected) => {
    expect((await scaled(arrivals, multiple)).arrivals).toEqual(expected);
  });

  it("of a single job of several tasks has more tasks", async () => {
    const { arrivals, job } = await scaled('{cron: "0 1 * * *"}', 1.1, `${SERVICE}, tasks: 200`);
    expect([arrivals, job.tasks]).toEqual([{ cron: "0 1 * * *" }, 220]);
  });

  it("compiles to that rate, and leaves other tenants as they are, in the top and in every alternative", async () => {
    const scenario = await load(
      `${withArrivals("{poisson: {rate: 30/h}}")}alternatives: {x: {}, y: {pools: {p: {vms: 2}}}}\n`,
    );
    const before = await compileWorld(scenario.alternatives[1]!, scenario);
    const twice = scaledScenario(scenario, 2);
    const after = await compileWorld(twice.alternatives[1]!, twice);
    const rates = (spec: typeof before) =>
      spec.workloads.map(({ arrivals }) => (arrivals.kind === "poisson" ? arrivals.rate : 0));
    expect(rates(after)).toEqual([2 * rates(before)[0]!, rates(before)[1]!]);
    expect(after.pools[0]!.vms).toBe(2);
  });

  it("is not there for what was recorded", async () => {
    const scenario = await load(withArrivals("{trace: {file: x.swf}}").replace(`job: {${SERVICE}}, `, ""));
    expect(unscalable(scenario.top)).toBe("the load of a is recorded, and has no multiple");
    const random = await load(withArrivals("{poisson: {rate: 1/h}}"));
    expect(unscalable(random.top)).toBe(null);
  });
});
