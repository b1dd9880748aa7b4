/** Which tasks lost their slots, by job and task, until they gave back the slots that they got after that. */
export class RequeuedTasks {
  /** True while the task waits, false once it has slots again. */
  private readonly waits = new Map<number, Map<number, boolean>>();

  /** A task is to lose its slots. */
  requeue(job: number, task: number): void {
    const tasks = this.waits.get(job);
    if (tasks === undefined) this.waits.set(job, new Map([[task, true]]));
    else tasks.set(task, true);
  }

  /** A task gets slots: whether it is one that lost some. */
  retake(job: number, task: number): boolean {
    const tasks = this.waits.size === 0 ? undefined : this.waits.get(job);
    if (tasks === undefined || !tasks.has(task)) return false;
    tasks.set(task, false);
    return true;
  }

  /** A task gives slots back: whether it waits for others from now on. */
  release(job: number, task: number): boolean {
    const tasks = this.waits.size === 0 ? undefined : this.waits.get(job);
    if (tasks === undefined) return false;
    if (tasks.get(task) === true) return true;
    tasks.delete(task);
    return false;
  }

  forget(job: number): void {
    if (this.waits.size > 0) this.waits.delete(job);
  }
}
