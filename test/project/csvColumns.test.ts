import { describe, expect, it } from "vitest";
import { BILL_COLUMNS } from "../../src/report/billCsv.ts";
import { EVALUATIONS_COLUMNS } from "../../src/report/evaluationsCsv.ts";
import { JOBS_COLUMNS } from "../../src/report/jobsCsv.ts";
import { LATENCY_COLUMNS } from "../../src/report/latencyCsv.ts";
import { OPERATIONS_COLUMNS } from "../../src/report/operationsCsv.ts";
import { REPLICATIONS_COLUMNS } from "../../src/report/replicationsCsv.ts";
import { TIMELINE_COLUMNS } from "../../src/report/timelineCsv.ts";
import { VMS_COLUMNS } from "../../src/report/vmsCsv.ts";
import { readme } from "./readme.ts";

/** The columns that the README explains, by file, in order. */
function explained(): Map<string, string[]> {
  const files = new Map<string, string[]>();
  const [, table = ""] = /\| file \| column \| meaning \|\n\|[-|]+\|\n((?:\|.*\n)+)/.exec(readme()) ?? [];
  let columns: string[] = [];
  for (const row of table.trimEnd().split("\n")) {
    const [, file = "", names = ""] = row.split(" | ").length >= 3 ? ["", ...row.split("|").slice(1, 3)] : [];
    const [, name] = /`(.+)`/.exec(file) ?? [];
    if (name !== undefined) {
      columns = ["alternative", "replication"];
      files.set(name, columns);
    }
    columns.push(...[...names.matchAll(/`(\w+)`/g)].map(([, column]) => column!));
  }
  return files;
}

describe("the README's table of CSV columns", () => {
  it.each([
    ["replications.csv", REPLICATIONS_COLUMNS],
    ["latency.csv", LATENCY_COLUMNS],
    ["timeline.csv", TIMELINE_COLUMNS],
    ["vms.csv", VMS_COLUMNS],
    ["bill.csv", BILL_COLUMNS],
    ["operations.csv", OPERATIONS_COLUMNS],
    ["evaluations.csv", EVALUATIONS_COLUMNS],
    ["jobs.csv", JOBS_COLUMNS],
  ])("has those of %s", (file, columns) => {
    expect([...(explained().get(file) ?? [])].sort()).toEqual([...columns].sort());
  });
});
