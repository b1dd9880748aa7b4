/** A task that lost its slot and waits for another one. */
export interface RequeuedTask {
  readonly row: number;
  /** Of its job: they go by job, then task. */
  readonly number: number;
  readonly task: number;
  /** Ticks that it has still to compute. */
  readonly remaining: number;
}

/** Tasks that lost their slots, in order of their jobs, then tasks: a sorted list, for there are never many. */
export class RequeuedTasks {
  readonly #tasks: RequeuedTask[] = [];

  get length(): number {
    return this.#tasks.length;
  }

  get first(): RequeuedTask {
    return this.#tasks[0]!;
  }

  /** `place` counts from the first. */
  at(place: number): RequeuedTask {
    return this.#tasks[place]!;
  }

  insert(task: RequeuedTask): void {
    let low = 0;
    let high = this.#tasks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (precedes(this.#tasks[middle]!, task)) low = middle + 1;
      else high = middle;
    }
    this.#tasks.splice(low, 0, task);
  }

  shift(): RequeuedTask {
    return this.#tasks.shift()!;
  }

  /** Takes away the task at a place. */
  take(place: number): void {
    this.#tasks.splice(place, 1);
  }

  /** Takes away all tasks of a job, and returns them. */
  remove(row: number): readonly RequeuedTask[] {
    const removed = this.#tasks.filter((task) => task.row === row);
    for (let place = this.#tasks.length - 1; place >= 0; place--) {
      if (this.#tasks[place]!.row === row) this.#tasks.splice(place, 1);
    }
    return removed;
  }
}

function precedes(a: RequeuedTask, b: RequeuedTask): boolean {
  return a.number === b.number ? a.task < b.task : a.number < b.number;
}
