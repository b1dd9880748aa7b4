import { Cell } from "../cell.ts";
import type { Party } from "../parties.ts";
import type { Figures } from "./figures.ts";

/** Whether the jobs of a party in a system are among those told of. */
export type Wanted = (party: Party, system: number) => boolean;

/** A cell that there is: few of the many that a thousand workloads and pools could have. */
interface UsedCell {
  readonly party: Party;
  readonly system: number;
  readonly place: number;
}

/** Of a world: the cells that there are, and what was merged of them before, by their places. */
interface WorldCells {
  readonly used: readonly UsedCell[];
  readonly merged: Map<string, Cell>;
}

const WORLDS = new WeakMap<Figures, WorldCells>();

/** The cells that there are, by workload, party and system. */
export function usedCells(figures: Figures): readonly UsedCell[] {
  return cellsOf(figures).used;
}

/** Those that are wanted, as one. Not merged again where they were before: a tenant often is a workload, and all is often one system. */
export function mergedCells(figures: Figures, wanted: Wanted): Cell {
  const { cells, spec } = figures;
  const { used, merged } = cellsOf(figures);
  const places: number[] = [];
  for (const { party, system, place } of used) if (wanted(party, system)) places.push(place);
  if (places.length === 1) return cells[places[0]!]!;
  const key = places.join();
  let cell = merged.get(key);
  if (cell === undefined) {
    cell = new Cell(spec.exactQuantiles);
    for (const place of places) cell.merge(cells[place]!);
    merged.set(key, cell);
  }
  return cell;
}

/** All jobs of the customer's, taken together. */
export function customersCell(figures: Figures): Cell {
  const { workloads } = figures.spec;
  return mergedCells(figures, (party) => !workloads[party.workload]!.background);
}

function cellsOf(figures: Figures): WorldCells {
  const known = WORLDS.get(figures);
  if (known !== undefined) return known;
  const { cells, parties } = figures;
  const used: UsedCell[] = [];
  for (const party of parties.byWorkload.flat()) {
    for (let system = 0; system < parties.systems.length; system++) {
      const place = party.cell + system;
      if (cells[place] !== undefined) used.push({ party, system, place });
    }
  }
  const found = { used, merged: new Map<string, Cell>() };
  WORLDS.set(figures, found);
  return found;
}
