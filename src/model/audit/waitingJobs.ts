/** The slots that each waiting job still asks for, kept only where a job may leave before it got them. */
export class WaitingJobs {
  private readonly slots = new Map<number, number>();
  private readonly system = new Map<number, number>();

  /** Tasks of a job ask for so many slots, or for so many more. */
  join(job: number, system: number, slots: number): void {
    this.slots.set(job, (this.slots.get(job) ?? 0) + slots);
    this.system.set(job, system);
  }

  take(job: number, slots: number): void {
    const left = (this.slots.get(job) ?? 0) - slots;
    if (left > 0) this.slots.set(job, left);
    else this.forget(job);
  }

  systemOf(job: number): number | undefined {
    return this.system.get(job);
  }

  /** The job leaves: the slots it still asked for. */
  leave(job: number): number {
    const left = this.slots.get(job) ?? 0;
    this.forget(job);
    return left;
  }

  private forget(job: number): void {
    this.slots.delete(job);
    this.system.delete(job);
  }
}
