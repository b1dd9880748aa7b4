import { NEVER } from "../../engine/time.ts";
import type { VmChange } from "../audit/fifoAudit.ts";

/** VMs that came or left, to be told of with the jobs that are told block by block: those that left, before the jobs that they did not serve. */
export class VmChanges {
  #waiting: (VmChange & { readonly served: number })[] = [];
  /** Jobs told. */
  #told = 0;

  /** @param served how many jobs had VMs before. */
  add({ vm, at, left }: VmChange, served: number): void {
    this.#waiting.push({ vm, at, left, served });
  }

  /** How many jobs may be told before the next VM that left must be; NEVER if none has. */
  get room(): number {
    for (const { left, served } of this.#waiting) if (left && served > this.#told) return served - this.#told;
    return NEVER;
  }

  tell(jobs: number): void {
    this.#told += jobs;
  }

  /** Those that left before the last so many jobs told, and all that came: each once. */
  before(jobs: number): readonly VmChange[] {
    const first = this.#told - jobs;
    const due = this.#waiting.filter(({ left, served }) => !left || served <= first);
    this.#waiting = this.#waiting.filter(({ left, served }) => left && served > first);
    return due;
  }
}
