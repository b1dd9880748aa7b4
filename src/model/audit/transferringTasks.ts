/** Which tasks were last told to read or write, by job and task: until they compute, start anew, or their job ends. */
export class TransferringTasks {
  private readonly tasks = new Map<number, Set<number>>();

  transfers(job: number, task: number): void {
    const tasks = this.tasks.get(job);
    if (tasks === undefined) this.tasks.set(job, new Set([task]));
    else tasks.add(task);
  }

  computes(job: number, task: number): void {
    if (this.tasks.size > 0) this.tasks.get(job)?.delete(task);
  }

  has(job: number, task: number): boolean {
    return this.tasks.size > 0 && this.tasks.get(job)?.has(task) === true;
  }

  forget(job: number): void {
    if (this.tasks.size > 0) this.tasks.delete(job);
  }
}
