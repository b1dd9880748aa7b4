import { describe, expect, it } from "vitest";
import { SECOND } from "../../src/engine/time.ts";
import { withOracles } from "../shared/oracleFolder.ts";
import { simulate } from "./simulate.ts";

interface HandTrace {
  readonly name: string;
  readonly arrivals: readonly number[];
  readonly services: readonly number[];
  readonly max: number;
  readonly setup: number;
  readonly idle_timeout: number;
  readonly cancel: boolean;
  readonly starts: readonly number[];
  readonly departures: readonly number[];
  /** Machine, ready, deleted; the machines of the traces are used again, ours count on. */
  readonly billed_intervals: readonly (readonly [number, number, number])[];
  readonly billed_vm_time: number;
  readonly aborted_setups: number;
}

function scenarioText(trace: HandTrace): string {
  const list = (values: readonly number[]) => values.map((value) => `${value} s`).join(", ");
  return `
name: ${trace.name}
time: {horizon: 1000 s}
workloads:
  jobs: {arrivals: {at: [${list(trace.arrivals)}]}, job: {service: {sequence: [${list(trace.services)}]}}, route: own}
pools:
  own:
    provisioning: ${trace.setup} s
    scaling: {onDemand: {max: ${trace.max}, idleTimeout: ${trace.idle_timeout} s, cancelSurplus: ${trace.cancel}}}
`;
}

withOracles<readonly HandTrace[]>("handTraces.json", (traces) => {
  describe("a pool on demand, worked out by hand", () => {
    it.each(traces)("$name: every start, departure and billed VM", async (trace) => {
      const { result } = await simulate(scenarioText(trace), { jobs: true, audit: true });
      const { world } = result.worlds[0]!;
      const jobs = [...world.jobs!];
      expect(jobs.map(({ started }) => started! / SECOND)).toEqual(trace.starts);
      expect(jobs.map(({ ended }) => ended! / SECOND)).toEqual(trace.departures);
      const spans = (intervals: readonly (readonly [number, number])[]) =>
        intervals.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
      const billed = [...world.vms].filter(({ ready }) => ready !== null);
      expect(spans(billed.map(({ ready, deleted }) => [ready! / SECOND, deleted! / SECOND]))).toEqual(
        spans(trace.billed_intervals.map(([, ready, deleted]) => [ready, deleted])),
      );
      // Where no machine of the trace comes again, its machines are our VMs.
      const machines = trace.billed_intervals.map(([machine]) => machine);
      if (new Set(machines).size === machines.length) {
        const byVm = billed.map(({ vm, ready, deleted }) => [vm, ready! / SECOND, deleted! / SECOND]);
        expect(byVm).toEqual(trace.billed_intervals.toSorted((a, b) => a[0] - b[0]));
      }
      expect(billed.reduce((sum, vm) => sum + vm.billed, 0) / SECOND).toBe(trace.billed_vm_time);
      expect(world.cancelledVms[0]!.count).toBe(trace.aborted_setups);
    });
  });
});
