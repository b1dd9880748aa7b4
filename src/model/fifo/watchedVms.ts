import type { Ticks } from "../../engine/time.ts";
import { Auditor } from "../audit/auditor.ts";
import type { WorldSpec } from "../worldSpec.ts";

/** Audits the VMs of all pools, and tells of those of one that become ready, or take no more tasks. */
export class WatchedVms extends Auditor {
  readonly #system: number;
  readonly #tell: (vm: number, left: boolean) => void;

  constructor(spec: WorldSpec, system: number, tell: (vm: number, left: boolean) => void) {
    super(spec, [], { full: false });
    this.#system = system;
    this.#tell = tell;
  }

  override vmReady(time: Ticks, system: number, vm: number): void {
    super.vmReady(time, system, vm);
    if (system === this.#system) this.#tell(vm, false);
  }

  override vmLeft(time: Ticks, system: number, vm: number): void {
    super.vmLeft(time, system, vm);
    if (system === this.#system) this.#tell(vm, true);
  }
}
