import { describe, expect, it } from "vitest";
import type { OverflowSpec, RouteSpec, Target } from "../../src/model/routeSpec.ts";
import type { WorldSpec } from "../../src/model/worldSpec.ts";
import { type AuditedRun, cap, classic, pool, run, variate, workers, workload } from "./worldFixture.ts";

const anyOf = (...targets: readonly Target[]): RouteSpec => ({ kind: "anyOf", targets });
const overflow = (
  target: Target,
  overflowTo: Target,
  when: Partial<Pick<OverflowSpec, "whenQueueLongerThan" | "whenSlackBelow">>,
): RouteSpec => ({ kind: "overflow", target, overflowTo, whenQueueLongerThan: null, whenSlackBelow: null, ...when });

/** Where each job of the first workload went, in order of submission. */
function places(over: Partial<WorldSpec>): readonly string[] {
  return placesOf(run(over));
}

function placesOf(ran: AuditedRun): readonly string[] {
  return ran.jobs.filter((job) => job.workload === "w").map(({ system }) => system);
}

describe("A job that overflows", () => {
  const route = overflow("p", null, { whenQueueLongerThan: 1 });

  it("goes elsewhere when more than so many wait in its pool", () => {
    const ran = run({
      classic: classic(),
      pools: [pool("p")],
      workloads: [workload("w", { at: [0, 1, 2, 3, 4], service: 100, route })],
    });
    expect(placesOf(ran)).toEqual(["p", "p", "p", "classic", "classic"]);
    expect(ran.jobs.map(({ started }) => started)).toEqual([0, 100, 200, 3, 103]);
    expect(ran.result.divisions).toEqual([
      {
        workload: "w",
        systems: [
          { system: "classic", jobs: 2 },
          { system: "p", jobs: 3 },
        ],
      },
    ]);
  });

  it("does not count jobs of its instant that get a free slot at once", () => {
    const workloads = [workload("w", { at: [0], batch: 5, service: 100, route })];
    expect(places({ classic: classic(), pools: [pool("p", { vms: 2 })], workloads })).toEqual([
      ...["p", "p", "p", "p"],
      "classic",
    ]);
  });

  it("counts jobs, not tasks: of several tasks the first free slot begins one", () => {
    // Of 4 free slots the first job takes 3 and the second 1, so that the third is the first to wait.
    const workloads = [workload("w", { at: [0], batch: 5, tasks: 3, service: 100, route })];
    expect(places({ classic: classic(), pools: [pool("p", { vms: 4 })], workloads })).toEqual([
      ...["p", "p", "p", "p"],
      "classic",
    ]);
  });

  it("counts all that wait behind a gang that does not fit, though slots are free", () => {
    const wide = workload("wide", { at: [0], batch: 2, gang: 3, service: 100, pool: "p" });
    const workloads = [wide, workload("w", { at: [10, 11, 12], service: 10, route })];
    expect(places({ classic: classic(), pools: [pool("p", { vms: 4 })], workloads })).toEqual([
      ...["p", "classic", "classic"],
    ]);
  });

  it("overflows from the classic service to a pool by the customer's own queue there, held jobs among it", () => {
    const workloads = [
      workload("w", {
        at: [1, 2, 3, 4],
        service: 100,
        route: overflow(null, "p", { whenQueueLongerThan: 1 }),
      }),
      workload("others", { at: [0], batch: 9, service: 500, background: true }),
    ];
    const service = classic({ fleet: workers(4), endpointConcurrency: cap({ w: 1 }) });
    expect(places({ classic: service, pools: [pool("p")], workloads })).toEqual(["classic", "classic", "p", "p"]);
  });

  it("overflows with less slack than told: time to the deadline, less the mean service", () => {
    const words = { at: [0, 50, 51, 85], service: [5, 15], deadline: { byTimeOfDay: 100 } };
    const workloads = [workload("w", { ...words, route: overflow("p", null, { whenSlackBelow: 40 }) })];
    expect(places({ classic: classic(), pools: [pool("p")], workloads })).toEqual(["p", "p", "classic", "classic"]);
  });

  it("needs both where both are told", () => {
    const words = { at: [0, 1, 2, 81, 82], service: 100, deadline: { byTimeOfDay: 300 } };
    const both = overflow("p", null, { whenQueueLongerThan: 0, whenSlackBelow: 120 });
    // From 81 on the slack is below 120, and one waits then.
    expect(
      places({ classic: classic(), pools: [pool("p")], workloads: [workload("w", { ...words, route: both })] }),
    ).toEqual(["p", "p", "p", "classic", "classic"]);
  });

  it("goes elsewhere where its pool does not exist, and is rejected where neither does", () => {
    const created = (time: number) => ({
      kind: "operations" as const,
      operations: [
        { when: { kind: "at" as const, time }, action: { kind: "create" as const, vms: 1, billingPlan: null } },
      ],
    });
    const ran = run({
      pools: [pool("p", { scaling: created(20) }), pool("q", { scaling: created(10) })],
      workloads: [workload("w", { at: [5, 15, 25], route: overflow("p", "q", { whenQueueLongerThan: 9 }) })],
    });
    expect(ran.jobs.map(({ system, state }) => [system, state])).toEqual([
      ["p", "Rejected"],
      ["q", "Finished"],
      ["p", "Finished"],
    ]);
  });

  it("has the service time and the dispatch delay of the system that it goes to", () => {
    const ran = run({
      classic: classic({ speed: [4, 2], dispatch: 3 }),
      pools: [pool("p", { speed: 10, dispatch: 7 })],
      workloads: [
        workload("w", { at: [0, 1], service: 100, route: overflow("p", null, { whenQueueLongerThan: 0 }) }),
        workload("v", { at: [0], service: 100, pool: "p" }),
      ],
    });
    const [first, , second] = ran.jobs;
    expect([first!.system, first!.dispatch, first!.service]).toEqual(["p", 7, 10]);
    expect([second!.system, second!.dispatch, second!.service]).toEqual(["classic", 3, 50]);
  });
});

describe("A job that goes to any of several systems", () => {
  it("takes the first with a free slot, else the shortest queue, else the first", () => {
    const workloads = [workload("w", { at: [0], batch: 6, service: 100, route: anyOf("p", "q") })];
    expect(places({ pools: [pool("p"), pool("q")], workloads })).toEqual(["p", "q", "p", "q", "p", "q"]);
  });

  it("counts slots that are free beyond what waiting tasks ask for", () => {
    const pools = [pool("p", { vms: 3 }), pool("q", { vms: 2 })];
    const gangs = workload("w", { at: [0], batch: 3, gang: 2, service: 100, route: anyOf("p", "q") });
    expect(places({ pools, workloads: [gangs] })).toEqual(["p", "q", "p"]);
  });

  it("finds no room where the free slots are on several VMs and the job needs them on one", () => {
    // Two of three slots of each VM are held: two are free, but no VM has both.
    const jobs = workload("w", { at: [0, 1, 2, 3, 4], cores: 2, service: 100, route: anyOf("p", "q") });
    const pools = [pool("p", { vms: 2, slotsPerVm: 3 }), pool("q", { slotsPerVm: 2 })];
    expect(places({ pools, workloads: [jobs] })).toEqual(["p", "p", "q", "p", "q"]);
  });

  it("passes over what can never hold it", () => {
    const gangs = workload("w", { at: [0, 1], gang: [3, 1], service: 100, route: anyOf("p", "q") });
    expect(places({ pools: [pool("p"), pool("q", { vms: 3 })], workloads: [gangs] })).toEqual(["q", "p"]);
  });

  it("takes the classic service only where caps admit it at once", () => {
    const words = { at: [0, 1, 2], service: 100, route: anyOf(null, "p") };
    const service = classic({ fleet: workers(9), endpointConcurrency: cap({ w: 1 }) });
    expect(places({ classic: service, pools: [pool("p")], workloads: [workload("w", words)] })).toEqual([
      ...["classic", "p", "classic"],
    ]);
  });

  it("never counts on a wait that was only observed", () => {
    const service = classic({ fleet: { kind: "observedWait", wait: variate(10) } });
    const workloads = [workload("w", { at: [0, 1, 2], service: 100, route: anyOf(null, "p") })];
    // p is free; then one waits in the classic service, none in p.
    expect(places({ classic: service, pools: [pool("p")], workloads })).toEqual(["p", "classic", "p"]);
  });
});
