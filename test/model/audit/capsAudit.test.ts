import { describe, expect, it } from "vitest";
import { NEVER } from "../../../src/engine/time.ts";
import { AuditError } from "../../../src/model/audit/auditError.ts";
import { CapsAudit } from "../../../src/model/audit/capsAudit.ts";
import { JobBlock } from "../../../src/model/fifo/jobBlock.ts";
import { classic } from "../worldFixture.ts";

/** Two workers; each endpoint may have two jobs, and contoso three. Cells: red and blue are contoso's, green is fabrikam's. */
function auditOf(stop = NEVER): CapsAudit {
  const spec = classic({
    endpointConcurrency: { byName: new Map(), otherwise: 2 },
    tenantConcurrency: { byName: new Map([["contoso", 3]]), otherwise: Number.POSITIVE_INFINITY },
  });
  const parties = [
    { cell: 0, endpoint: "red", tenant: "contoso" },
    { cell: 1, endpoint: "blue", tenant: "contoso" },
    { cell: 2, endpoint: "green", tenant: "fabrikam" },
  ];
  return new CapsAudit(spec, parties, { workers: 2, workloads: 1, stop });
}

const [RED, BLUE, GREEN] = [0, 1, 2];

/** A job that comes at 1, is admitted at 3, has its slot at 6, starts at 7 and ends at 11; or as told. */
function record(
  told: Partial<Record<"eligible" | "taken" | "dispatch" | "started" | "service" | "ended", number>>,
): JobBlock {
  const block = new JobBlock(1);
  block.count = 1;
  block.submitted[0] = 1;
  const job = { eligible: 3, taken: 6, dispatch: 1, started: 7, service: 4, ended: 11, ...told };
  for (const column of Object.keys(job) as (keyof typeof job)[]) block[column][0] = job[column];
  return block;
}

function invariantOf(violate: (audit: CapsAudit) => void, audit = auditOf()): number | null {
  try {
    violate(audit);
    return null;
  } catch (error) {
    if (error instanceof AuditError) return error.invariant;
    throw error;
  }
}

describe("the audit of caps that hold jobs back", () => {
  it("finds nothing wrong with jobs under their caps", () => {
    const audit = auditOf();
    for (const cell of [RED, RED, BLUE]) audit.admitted(1, cell);
    audit.taken(1, RED, 0);
    audit.taken(1, RED, 1);
    audit.instantOver(1);
    audit.ended(5, RED);
    audit.admitted(5, BLUE);
    audit.taken(5, BLUE, 2);
    audit.instantOver(5);
    audit.check(record({}));
    audit.check(record({ eligible: NEVER, taken: NEVER, started: NEVER, ended: NEVER }));
    audit.finish(11, [{ submitted: 2, finished: 2 }]);
  });

  it.each<[string, number, (audit: CapsAudit) => void]>([
    ["more jobs of an endpoint than its cap", 3, (audit) => [RED, RED, RED].map((cell) => audit.admitted(1, cell))],
    ["more jobs of a tenant than its cap", 3, (audit) => [RED, RED, BLUE, BLUE].map((cell) => audit.admitted(1, cell))],
    [
      "more jobs than workers",
      3,
      (audit) => {
        for (const cell of [RED, BLUE, GREEN]) audit.admitted(1, cell);
        [RED, BLUE, GREEN].forEach((cell, number) => {
          audit.taken(1, cell, number);
        });
      },
    ],
    [
      "a job that passes an earlier one of the same workload and tenant",
      4,
      (audit) => {
        for (const cell of [RED, RED]) audit.admitted(1, cell);
        audit.taken(1, RED, 1);
        audit.taken(1, RED, 0);
      },
    ],
    [
      "a worker that is free while an admitted job waits",
      5,
      (audit) => {
        audit.admitted(1, RED);
        audit.instantOver(1);
      },
    ],
    ["an end of a job that does not run", 2, (audit) => audit.ended(1, RED)],
    ["a job that is admitted before it comes", 2, (audit) => audit.check(record({ eligible: 0 }))],
    ["a job that has its slot before it is admitted", 2, (audit) => audit.check(record({ eligible: 7 }))],
    ["a delay that is not that to the start", 7, (audit) => audit.check(record({ dispatch: 2 }))],
    ["a service that is not that to the end", 7, (audit) => audit.check(record({ service: 5 }))],
    [
      "a job that is not told",
      1,
      (audit) => {
        audit.check(record({}));
        audit.finish(11, [{ submitted: 2, finished: 2 }]);
      },
    ],
  ])("finds %s", (_, invariant, violate) => {
    expect(invariantOf(violate)).toBe(invariant);
  });

  it("asks for no slot at the end", () => {
    const audit = auditOf(10);
    audit.admitted(10, RED);
    audit.instantOver(10);
  });
});
