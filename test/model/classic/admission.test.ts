import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Admission } from "../../../src/model/classic/admission.ts";
import type { CapSpec } from "../../../src/model/classic/classicSpec.ts";
import { JobTable } from "../../../src/model/jobTable.ts";
import { cap, classic, NO_CAP } from "../worldFixture.ts";

/** Admission beside its table; jobs are numbered in the order of `submit`. */
class Caps {
  readonly admission: Admission;
  readonly #jobs = new JobTable();
  #next = 0;

  constructor(endpointConcurrency: CapSpec, tenantConcurrency: CapSpec) {
    this.admission = new Admission(classic({ endpointConcurrency, tenantConcurrency }), this.#jobs);
  }

  /** Rows are given here as they come; numbers, lanes and all else as a world would. */
  submit(endpoint: string, tenant: string): { row: number; admitted: boolean } {
    const row = this.#jobs.open();
    this.#jobs.number[row] = this.#next++;
    this.#jobs.tasks[row] = 1;
    this.#jobs.capLane[row] = this.admission.laneOf(endpoint, tenant);
    return { row, admitted: this.admission.submit(row) };
  }

  leave(row: number): number[] {
    return this.leaveTogether([row]);
  }

  leaveTogether(rows: readonly number[]): number[] {
    const admitted: number[] = [];
    for (const row of rows) {
      this.admission.leave(row);
      this.#jobs.close(row);
    }
    this.admission.settle((other) => admitted.push(other));
    return admitted;
  }

  withdraw(row: number): void {
    this.admission.withdraw(row);
    this.#jobs.close(row);
  }
}

describe("Admission", () => {
  it("admits everyone where nothing is capped", () => {
    const caps = new Caps(NO_CAP, NO_CAP);
    const admitted = Array.from({ length: 100 }, () => caps.submit("e", "t").admitted);
    expect([admitted.every((each) => each), caps.admission.held]).toEqual([true, 0]);
  });

  it("holds jobs beyond an endpoint's cap, and admits them in order of submission as others leave", () => {
    const caps = new Caps(cap({ e: 2 }), NO_CAP);
    const rows = Array.from({ length: 4 }, () => caps.submit("e", "t"));
    expect(rows.map(({ admitted }) => admitted)).toEqual([true, true, false, false]);
    expect(caps.leave(rows[1]!.row)).toEqual([rows[2]!.row]);
    expect(caps.leave(rows[0]!.row)).toEqual([rows[3]!.row]);
    expect(caps.admission.held).toBe(0);
  });

  it("caps a name that is not told as `otherwise` says, each name by itself", () => {
    const caps = new Caps(cap({ big: 2 }, 1), NO_CAP);
    const endpoints = ["big", "small", "big", "small", "other", "big"];
    expect(endpoints.map((endpoint) => caps.submit(endpoint, "t").admitted)).toEqual([
      true,
      true,
      true,
      false,
      true,
      false,
    ]);
  });

  it("caps a tenant over all of its endpoints", () => {
    const caps = new Caps(NO_CAP, cap({ us: 2 }));
    expect(["x", "y", "z"].map((endpoint) => caps.submit(endpoint, "us").admitted)).toEqual([true, true, false]);
    expect(caps.submit("x", "them").admitted).toBe(true);
  });

  it("skips a job that its endpoint holds: it takes nothing of its tenant's cap", () => {
    const caps = new Caps(cap({ x: 1 }), cap({ us: 2 }));
    const first = caps.submit("x", "us");
    const held = caps.submit("x", "us");
    const passing = caps.submit("y", "us");
    expect([first.admitted, held.admitted, passing.admitted]).toEqual([true, false, true]);
    expect(caps.leave(first.row)).toEqual([held.row]);
  });

  it("admits the earliest of two endpoints' held jobs when their tenant has room again", () => {
    const caps = new Caps(NO_CAP, cap({ us: 1 }));
    const running = caps.submit("z", "us");
    const early = caps.submit("y", "us");
    const late = caps.submit("x", "us");
    expect(caps.leave(running.row)).toEqual([early.row]);
    expect(caps.leave(early.row)).toEqual([late.row]);
  });

  it("admits the earliest of those who have room when several left, in whichever order they did", () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const caps = new Caps(cap({ x: 1 }), cap({ us: 1 }));
      const rows = [caps.submit("y", "us").row, caps.submit("x", "them").row];
      const early = caps.submit("x", "us");
      const late = caps.submit("y", "us");
      expect([early.admitted, late.admitted]).toEqual([false, false]);
      expect(caps.leaveTogether(order.map((place) => rows[place]!))).toEqual([early.row]);
    }
  });

  it("may admit nobody, when the one that left makes no room that those held can use", () => {
    const caps = new Caps(cap({ x: 1, y: 1 }), NO_CAP);
    caps.submit("x", "us");
    const other = caps.submit("y", "us");
    caps.submit("x", "us");
    expect(caps.leave(other.row)).toEqual([]);
  });

  it("forgets a held job that gives up", () => {
    const caps = new Caps(cap({}, 1), NO_CAP);
    const running = caps.submit("x", "us");
    const impatient = caps.submit("x", "us");
    const patient = caps.submit("x", "us");
    caps.withdraw(impatient.row);
    expect(caps.admission.held).toBe(1);
    expect(caps.leave(running.row)).toEqual([patient.row]);
  });

  it("agrees with looking at all held jobs, first to last, whenever anything changes", () => {
    const names = { endpoint: fc.constantFrom("a", "b", "c"), tenant: fc.constantFrom("s", "t") };
    const step = fc.record({
      kind: fc.constantFrom("submit", "submit", "leave", "withdraw"),
      pick: fc.nat(),
      ...names,
    });
    const limit = fc.constantFrom(1, 2, 3, Number.POSITIVE_INFINITY);
    const limits = fc.record({ a: limit, b: limit, others: limit, s: limit, others2: limit });
    fc.assert(
      fc.property(limits, fc.array(step, { maxLength: 120, size: "max" }), (told, steps) => {
        const caps = new Caps(cap({ a: told.a, b: told.b }, told.others), cap({ s: told.s }, told.others2));
        const capOf = { a: told.a, b: told.b, c: told.others, s: told.s, t: told.others2 };
        type Job = { row: number; endpoint: "a" | "b" | "c"; tenant: "s" | "t" };
        let running: Job[] = [];
        let held: Job[] = [];
        const hasRoom = ({ endpoint, tenant }: Omit<Job, "row">): boolean =>
          running.filter((job) => job.endpoint === endpoint).length < capOf[endpoint] &&
          running.filter((job) => job.tenant === tenant).length < capOf[tenant];
        for (const { kind, pick, endpoint, tenant } of steps) {
          if (kind === "submit") {
            const { row, admitted } = caps.submit(endpoint as Job["endpoint"], tenant as Job["tenant"]);
            const job = { row, endpoint, tenant } as Job;
            expect(admitted).toBe(hasRoom(job));
            (admitted ? running : held).push(job);
          } else if (kind === "leave" && running.length > 0) {
            const leaver = running[pick % running.length]!;
            running = running.filter((job) => job !== leaver);
            const expected: Job[] = [];
            for (const job of held) {
              if (!hasRoom(job)) continue;
              running.push(job);
              expected.push(job);
            }
            held = held.filter((job) => !expected.includes(job));
            expect(caps.leave(leaver.row)).toEqual(expected.map((job) => job.row));
          } else if (kind === "withdraw" && held.length > 0) {
            const leaver = held[pick % held.length]!;
            held = held.filter((job) => job !== leaver);
            caps.withdraw(leaver.row);
          }
          expect(caps.admission.held).toBe(held.length);
        }
      }),
      { numRuns: 200 },
    );
  });
});
