/** Lines that jobs of a cell may be in: their workload's; and the customer's their tenant's and their system's. */
export const LINES_OF_CELL = 3;

/** No such line, or no jobs that could be in it. */
export const NO_LINE = -1;

/** Who submits jobs, and where they may go: see `Party`. */
interface Submitter {
  readonly workload: number;
  readonly tenant: number;
  readonly cell: number;
  readonly isCustomers: boolean;
  /** All systems that its jobs may come to. */
  readonly reaches: readonly number[];
}

/**
 * The parts of all jobs whose queues are told of one by one: those of each workload; and of the customer's those of each tenant and of each
 * system. Parts of the same cells are one line.
 */
export class QueueParts {
  /** How many lines there are. */
  readonly lines: number;
  /** By cell: its lines, each once, in `LINES_OF_CELL` places; behind the last one stands NO_LINE. */
  readonly ofCell: Int32Array;
  readonly #workloads: readonly number[];
  readonly #tenants: readonly number[];
  readonly #systems: readonly number[];

  /** @param cells how many there are. */
  constructor(submitters: readonly Submitter[], cells: number) {
    const workloads: number[][] = [];
    const tenants: number[][] = [];
    const systems: number[][] = [];
    for (const { workload, tenant, cell, isCustomers, reaches } of submitters) {
      for (const system of reaches) {
        const parts = isCustomers
          ? [at(workloads, workload), at(tenants, tenant), at(systems, system)]
          : [at(workloads, workload)];
        for (const part of parts) part.push(cell + system);
      }
    }
    const lines = new Map<string, number>();
    this.ofCell = new Int32Array(LINES_OF_CELL * cells).fill(NO_LINE);
    const lineOf = (part: readonly number[]): number => {
      const key = part.join();
      const known = lines.get(key);
      if (known !== undefined) return known;
      const line = lines.size;
      lines.set(key, line);
      for (const cell of part) this.ofCell[this.ofCell.indexOf(NO_LINE, LINES_OF_CELL * cell)] = line;
      return line;
    };
    this.#workloads = workloads.map(lineOf);
    this.#tenants = tenants.map(lineOf);
    this.#systems = systems.map(lineOf);
    this.lines = lines.size;
  }

  workload(index: number): number {
    return this.#workloads[index] ?? NO_LINE;
  }

  tenant(index: number): number {
    return this.#tenants[index] ?? NO_LINE;
  }

  system(index: number): number {
    return this.#systems[index] ?? NO_LINE;
  }
}

/** The list at a place of some lists, made where there is none yet. */
function at(lists: number[][], place: number): number[] {
  lists[place] ??= [];
  return lists[place];
}
