import { describe, expect, it } from "vitest";
import { quotaScenario } from "../../../src/experiment/quota/quota.ts";
import type { QuotaResult } from "../../../src/experiment/quota/quotaResult.ts";
import { quotaPage } from "../../../src/report/quotaPage.ts";
import { load, TEN_LINES } from "../../scenario/scratchFiles.ts";

const WEEK = "plan={choose: {pools.scoring.vms: {from: 1, to: 60}}}";

async function asked(text: string, ...set: string[]): Promise<QuotaResult> {
  return (await quotaScenario(await load(text, { set: [WEEK, ...set] }))).quota;
}

function answerOf(result: QuotaResult): string {
  return quotaPage(result).answer;
}

// 160 turns of 90 s fit into 4 h, so c VMs take 160 c jobs: 5,000 take 32, a tenth more 35.
describe("the ten lines, in which nothing is random", () => {
  it("need no change with 32 VMs", async () => {
    const quota = await asked(TEN_LINES);
    expect(quota).toMatchObject({
      status: "enough",
      quotas: { isTold: false, today: { vmsPerPool: 32 } },
      changes: [],
    });
    expect(answerOf(quota)).toBe("No change is needed: every objective is met as it is.");
  });

  it("need another size where the account allows it", async () => {
    const quota = await asked(TEN_LINES, "pools.scoring.vms=20", "account={maxVmsPerPool: 40}");
    expect(quota.status).toBe("within quota");
    expect(quota.today).toMatchObject({ outcome: "missed", objectives: [{ value: 1 }] });
    expect(quota.changes[0]).toMatchObject({ kind: "resize", change: "resize scoring to 32 VMs", outcome: "met" });
    expect(quota.changes[0]!.metrics["computeHours.billed"]!.mean).toBe(32 * 168);
    // On demand up to 40 VMs, with no delay: 125 turns; it is billed for little more than the 875 h of its jobs.
    const onDemand = quota.changes.find(({ kind }) => kind === "on demand")!;
    expect(onDemand.outcome).toBe("met");
    expect(onDemand.metrics["computeHours.billed"]!.mean).toBeGreaterThanOrEqual(875);
    expect(onDemand.metrics["computeHours.billed"]!.mean).toBeLessThan(1000);
    expect(answerOf(quota)).toBe("No larger quota is needed: VMs on demand, up to 40.");
  });

  it("need a larger quota where it allows 30, and what happens there is told", async () => {
    const quota = await asked(
      TEN_LINES,
      "pools.scoring={vms: 30, vmSize: {cores: 2}}",
      "account={maxPools: 1, maxVmsPerPool: 30, maxCores: 60, quotaIncrease: [{at: 24 h, maxVmsPerPool: 40, takes: 3 d}]}",
    );
    expect(quota).toMatchObject({
      status: "raise",
      quotas: { isTold: true, today: { pools: 1, vmsPerPool: 30, cores: 60 }, increaseTakes: "3 d" },
      plan: {
        quota: { needs: { pools: 1, vmsPerPool: 32, cores: 64 }, ask: { needs: { vmsPerPool: 35, cores: 70 } } },
      },
    });
    expect(answerOf(quota)).toBe(
      "Raise the quota to 35 VMs a pool, 70 cores: 32 VMs a pool is the least, and this has 10% headroom.",
    );
    // On 30 VMs 5,000 jobs take 167 turns; jobs wait until the last of them starts: 166 turns of 90 s a day.
    expect(quota.today.metrics.atLimit!.mean).toBeCloseTo((166 * 90) / 86_400, 12);
    expect(quota.peakDay).toMatchObject({ jobs: 5000, otherDays: 5000, secondOfDay: 3600 });
    expect(quota.notTried.map(({ kind, reason }) => [kind, reason])).toEqual([
      ["resize", "scoring has 30 VMs already, all that today's quota allows"],
      ["second pool", "the account allows no further pool"],
    ]);
    expect(quota.changes.map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ["other hours", "missed"],
      ["on demand", "missed"],
    ]);
    expect(quota.classic!.outcome).toBe("missed");
  });

  it("do with a second pool where each may have 20: jobs go to the shorter queue, so with one as large as the first", async () => {
    const quota = await asked(
      TEN_LINES,
      "pools.scoring={vms: 20, vmSize: {cores: 2}}",
      "account={maxPools: 2, maxVmsPerPool: 20, maxCores: 100}",
    );
    expect(quota.status).toBe("within quota");
    const second = quota.changes.find(({ kind }) => kind === "second pool")!;
    expect(second).toMatchObject({
      change: "16 VMs in scoring, and 16 in a second pool that takes its jobs too, the best of 4 tried",
      outcome: "met",
    });
    // 2,500 jobs to each, in 157 turns of 90 s: the last ends after 3 h 55 min 30 s.
    expect(second.metrics["latency.p95"]!.mean).toBeLessThan(157 * 90);
    expect(second.metrics["computeHours.billed"]!.mean).toBe(32 * 168);
    expect(answerOf(quota)).toBe(
      "No larger quota is needed: 16 VMs in scoring, and 16 in a second pool that takes its jobs too, the best of 4 tried.",
    );
  });

  it("are asked for a larger quota, not for a second pool, where nobody told how many pools there may be", async () => {
    const quota = await asked(TEN_LINES, "pools.scoring.vms=20");
    expect(quota).toMatchObject({ status: "raise", quotas: { isTold: false, today: { pools: 1, vmsPerPool: 20 } } });
    expect(quota.notTried.find(({ kind }) => kind === "second pool")!.reason).toBe(
      "no quota of pools is told (account.maxPools: 2 would try one)",
    );
  });

  it("have no answer where too few sizes are tried", async () => {
    const quota = await asked(
      TEN_LINES,
      "plan={choose: {pools.scoring.vms: {from: 20, to: 28}}}",
      "pools.scoring.vms=25",
    );
    expect(quota.status).toBe("infeasible");
    expect(answerOf(quota)).toMatch(
      /^No quota that was tried helps: nothing meets every objective\. pools\.scoring\.vms=28 comes/,
    );
  });
});

describe("jobs that are to be done by a time of day", () => {
  it("may just begin earlier", async () => {
    // 20 VMs take 250 turns of 90 s, 6 h 15 min: from 01:00 too late for 06:00, from 23:00 or before not.
    const text = TEN_LINES.replace("deadline: 4 h", 'deadline: {by: "06:00"}').replace("vms: 32", "vms: 20");
    const quota = await asked(text, "time.start=2026-03-02T12:00:00Z");
    expect(quota.status).toBe("within quota");
    const hours = quota.changes.find(({ kind }) => kind === "other hours")!;
    expect(hours).toMatchObject({ outcome: "met", change: "nightly 2 h earlier, the best of 8 tried" });
    expect(answerOf(quota)).toBe("No larger quota is needed: nightly 2 h earlier, the best of 8 tried.");
  });
});
