import type { Ticks } from "../../engine/time.ts";
import { AuditError } from "./auditError.ts";

/** What cannot be of the slots of one system, in words. */
export class SlotFaults {
  private readonly name: string;
  private readonly classic: boolean;

  constructor(name: string, classic: boolean) {
    this.name = name;
    this.classic = classic;
  }

  /** A VM of the system, or the system itself. */
  place(vm: number): string {
    return this.classic || vm < 0 ? this.name : `VM ${vm} of ${this.name}`;
  }

  unasked(time: Ticks, job: number, slots: number): AuditError {
    return new AuditError(
      2,
      time,
      `job ${job} takes ${slots} slots of ${this.name} though no task was eligible for them`,
    );
  }

  neverTook(time: Ticks, job: number, vm: number): AuditError {
    return new AuditError(2, time, `job ${job} starts on ${this.place(vm)} where no task took a slot`);
  }

  neverDid(time: Ticks, job: number, vm: number, computed: boolean): AuditError {
    const what = computed ? "computes" : "waits to start";
    return new AuditError(2, time, `job ${job} ends a task on ${this.place(vm)} where none ${what}`);
  }

  overpaid(time: Ticks, job: number, vm: number, slots: number, used: number): AuditError {
    return new AuditError(
      3,
      time,
      `job ${job} gives back ${slots} slots of ${this.place(vm)}, which has ${used} taken`,
    );
  }

  notThere(time: Ticks, job: number, vm: number, left: boolean): AuditError {
    const which = left ? "after it left" : "before it is ready";
    return new AuditError(3, time, `job ${job} takes a slot of ${this.place(vm)} ${which}`);
  }

  overfull(time: Ticks, job: number, vm: number, used: number, capacity: number): AuditError {
    return new AuditError(3, time, `job ${job} makes ${used} slots taken of the ${capacity} of ${this.place(vm)}`);
  }

  outOfTurn(time: Ticks, vm: number, step: string): AuditError {
    return new AuditError(2, time, `VM ${vm} of ${this.name} is ${step} out of turn`);
  }

  stillUsed(time: Ticks, vm: number, used: number): AuditError {
    return new AuditError(3, time, `${this.place(vm)} is deleted with ${used} of its slots taken`);
  }
}
