import type { RunResult } from "../experiment/results.ts";
import type { CsvValue } from "./csvFile.ts";
import { ticksAsHours, ticksAsSeconds } from "./ticksText.ts";

/** Columns of `vms.csv`, the ledger: times in seconds since `time.start`, hours inside the measured window. */
export const VMS_COLUMNS = [
  "alternative",
  "replication",
  "pool",
  "vm",
  "requested",
  "ready",
  "left",
  "deleted",
  "billedHours",
  "busyHours",
  "tasks",
  "endReason",
] as const;

/** A row for each VM, in order of alternative, replication, then the ledger's. */
export function* vmsRows({ worlds }: RunResult): Generator<CsvValue[]> {
  for (const { alternative, replication, world } of worlds) {
    for (const vm of world.vms) {
      yield [
        alternative,
        replication,
        vm.pool,
        vm.vm,
        ticksAsSeconds(vm.requested),
        ticksAsSeconds(vm.ready),
        ticksAsSeconds(vm.left),
        ticksAsSeconds(vm.deleted),
        ticksAsHours(vm.billed),
        ticksAsHours(vm.busy),
        vm.tasks,
        vm.endReason,
      ];
    }
  }
}
