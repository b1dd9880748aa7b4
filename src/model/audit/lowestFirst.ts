/** Numbers of which the lowest is looked at: a plain binary heap. */
export class LowestFirst {
  private readonly heap: number[] = [];

  push(n: number): void {
    const heap = this.heap;
    let at = heap.push(n) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent]! <= n) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = n;
  }

  /** The lowest number for which `keep` holds; lower ones are thrown away for good. */
  lowest(keep: (n: number) => boolean): number | undefined {
    let top = this.heap[0];
    while (top !== undefined && !keep(top)) {
      this.pop();
      top = this.heap[0];
    }
    return top;
  }

  private pop(): void {
    const heap = this.heap;
    const n = heap.pop()!;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++;
      if (child >= heap.length || heap[child]! >= n) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = n;
  }
}
