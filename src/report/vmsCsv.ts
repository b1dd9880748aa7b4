import type { RunResult } from "../experiment/results.ts";
import type { CsvValue } from "./csvFile.ts";
import { ticksAsHours, ticksInSeconds } from "./ticksText.ts";

type World = RunResult["worlds"][number]["world"];
type VmRow = World["vms"] extends Iterable<infer Row> ? Row : never;
type CancelledVms = World["cancelledVms"][number];

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

/**
 * A row for each VM, in order of alternative, replication, pool, then of the requests: also for those that were cancelled
 * before they were ready.
 */
export function* vmsRows({ worlds }: Pick<RunResult, "worlds">): Generator<CsvValue[]> {
  for (const { alternative, replication, world } of worlds) yield* rowsOfWorld(world, alternative, replication);
}

/** Row by row: there may be millions. */
function* rowsOfWorld({ vms, cancelledVms }: World, alternative: string, replication: number): Generator<CsvValue[]> {
  const served = vms[Symbol.iterator]();
  let next = served.next();
  for (const cancelled of cancelledVms) {
    const { pool } = cancelled;
    for (const [vm, requested, time] of inOrderOfRequest(cancelled)) {
      for (; !next.done && next.value.pool === pool && next.value.vm < vm; next = served.next())
        yield rowOf(next.value, alternative, replication);
      const [since, until] = [ticksInSeconds(requested), ticksInSeconds(time)];
      yield [alternative, replication, pool, vm, since, null, null, until, 0, 0, 0, "cancelled"];
    }
    for (; !next.done && next.value.pool === pool; next = served.next())
      yield rowOf(next.value, alternative, replication);
  }
  for (; !next.done; next = served.next()) yield rowOf(next.value, alternative, replication);
}

/** Ordinal, request and cancellation of each. They are kept in the order of their cancellations, and may be millions. */
function* inOrderOfRequest(vms: CancelledVms): Generator<readonly [number, number, number]> {
  const page = vms.ordinals[0]?.length ?? 1;
  const ordinal = (i: number): number => vms.ordinals[Math.floor(i / page)]![i % page]!;
  let most = -1;
  for (let i = 0; i < vms.count; i++) most = Math.max(most, ordinal(i));
  const places = new Int32Array(most + 1).fill(-1);
  for (let i = 0; i < vms.count; i++) places[ordinal(i)] = i;
  for (const place of places) {
    if (place < 0) continue;
    const times = vms.times[Math.floor(place / page)]!;
    const at = 2 * (place % page);
    yield [ordinal(place), times[at]!, times[at + 1]!];
  }
}

function rowOf(vm: VmRow, alternative: string, replication: number): CsvValue[] {
  return [
    alternative,
    replication,
    vm.pool,
    vm.vm,
    ticksInSeconds(vm.requested),
    ticksInSeconds(vm.ready),
    ticksInSeconds(vm.left),
    ticksInSeconds(vm.deleted),
    ticksAsHours(vm.billed),
    ticksAsHours(vm.busy),
    vm.tasks,
    vm.endReason,
  ];
}
