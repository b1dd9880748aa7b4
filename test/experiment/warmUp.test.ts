import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runScenario } from "../../src/experiment/run.ts";
import { withoutColour } from "../../src/report/style.ts";
import { terminalReport } from "../../src/report/terminalReport.ts";
import { loadScenario } from "../../src/scenario/load.ts";

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-warm-up-"));
});
afterEach(() => rmSync(home, { recursive: true }));

async function run(scenario: string) {
  const file = join(home, "case.yaml");
  writeFileSync(file, scenario);
  return await runScenario(await loadScenario(file));
}
const warmUpWarnings = (warnings: readonly string[]) => warnings.filter((warning) => warning.includes("warm-up"));

/** The VM is ready after an hour, in which 60 jobs come. It does two a minute while one comes, so nobody waits after two. */
const late = (warmUp: string, more = "") => `
workloads: {a: {arrivals: {renewal: {interval: 60 s}}, job: {service: 30 s}, route: p}}
pools: {p: {vms: 1, provisioning: 1 h}}
time: {warmUp: ${warmUp}, horizon: 20 h}
${more}`;

/** Ready after 30 hours: the 100 jobs of two nights, 5 hours' work each, are done in the second night. */
const nights = `
workloads: {a: {arrivals: {cron: "0 1 * * *", jobs: 100}, job: {service: 3 min}, route: p}}
pools: {p: {vms: 1, provisioning: 30 h}}
time: {warmUp: auto, horizon: 4 d}`;

describe("warmUp: auto", () => {
  it("ends where the queue of pilot runs comes to what it stays at, and the horizon is measured after it", async () => {
    const { summary, worlds } = await run(late("auto"));
    expect(summary.scenario).toMatchObject({
      horizonSeconds: 72_000,
      warmUpSeconds: 7200,
      warmUpFound: { seconds: 7200, method: "MSER-5", pilotReplications: 5, alternative: "base" },
    });
    // 20 hours with a job a minute, none of which waits any more.
    expect(summary.alternatives.base!.metrics["jobs.submitted"]!.mean).toBe(1200);
    expect(summary.alternatives.base!.metrics["wait.max"]!.mean).toBe(0);
    expect(worlds[0]!.world.clock).toBe(22 * 3600 * 1e6);
    expect(warmUpWarnings(summary.alternatives.base!.warnings)).toEqual([]);
    expect(terminalReport(summary, null, withoutColour)).toContain(
      "Warm-up found: 2 hours (MSER-5, 5 pilot replications).",
    );
  });

  it("is whole days where the load goes by the day, from pilot runs of a week at least", async () => {
    const { summary } = await run(nights);
    expect(summary.scenario.warmUpFound).toMatchObject({ seconds: 2 * 86_400, method: "MSER-5 in whole days" });
    expect(summary.alternatives.base!.metrics["rounds.duration.max"]!.mean).toBe(5 * 3600);
  });

  it("is the same for all alternatives that ask for it, the longest that one of them needs", async () => {
    const alternatives = `alternatives:
  quick: {pools: {p: {provisioning: 0 s}}}
  slow: {}
  told: {time: {warmUp: 3 h}}`;
    const { summary } = await run(late("auto", alternatives));
    const lengths = Object.values(summary.alternatives).map(({ warmUpSeconds }) => warmUpSeconds);
    expect(lengths).toEqual([7200, 7200, 10_800]);
    expect(summary.scenario.warmUpFound!.alternative).toBe("slow");
  });

  it("asks for a longer run where the queue still grows in the second half", async () => {
    const { summary } = await run(late("auto", "").replace("service: 30 s", "service: 90 s"));
    const warnings = warmUpWarnings(summary.alternatives.base!.warnings);
    expect(warnings).toEqual([
      "no end of the warm-up was found: queues still changed in the second half of pilot runs of 20 h, of which 10 h were " +
        "dropped. Run longer: raise time.horizon, or give time.warmUp.",
    ]);
    expect(summary.scenario.warmUpSeconds).toBe(36_000);
  });

  it("measures other jobs than those it was found by, the same ones each time", async () => {
    const random = late("auto", "replications: 2").replace("service: 30 s", "service: {exponential: {mean: 30 s}}");
    const [one, two] = [await run(random), await run(random)];
    expect(one.summary).toEqual(two.summary);
    const seconds = one.summary.scenario.warmUpSeconds;
    const given = await run(random.replace("auto", `${seconds} s`));
    expect(one.summary.alternatives.base!.metrics).toEqual(given.summary.alternatives.base!.metrics);
  });
});

describe("a warm-up that is given", () => {
  it.each(["0 s", "30 min"])("of %s, while the queue still changes, is called too short", async (warmUp) => {
    const { summary } = await run(late(warmUp));
    expect(warmUpWarnings(summary.alternatives.base!.warnings)).toEqual([
      expect.stringMatching(
        /^the warm-up of .* is too short: queues go on changing for another .* h\. Try --set "time/u,
      ),
    ]);
  });

  it("that is long enough is not spoken of", async () => {
    const { summary } = await run(late("2 h"));
    expect(warmUpWarnings(summary.alternatives.base!.warnings)).toEqual([]);
  });

  it("is not asked of jobs that all come to an end", async () => {
    const { summary } = await run(late("0 s").replace("interval: 60 s", "interval: 60 s, limit: 300"));
    expect(warmUpWarnings(summary.alternatives.base!.warnings)).toEqual([]);
  });
});
