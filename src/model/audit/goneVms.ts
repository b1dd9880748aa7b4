import { NumberRows } from "../numberRows.ts";
import { NOWHERE, OrdinalPlaces } from "../ordinalPlaces.ts";
import { type ToldVm, toldOf, VM_WIDTH, VmColumn } from "./auditedVms.ts";

/** What is kept of a VM: how long it did what, its four instants, and its kind. */
const FIRST = VmColumn.busy;

/** What the log told of VMs that served and are deleted: numbers alone, for there may be very many. */
export class GoneVms {
  /** By ordinal, where its numbers begin. */
  private readonly places = new OrdinalPlaces();
  private readonly rows = new NumberRows(VM_WIDTH - FIRST);

  /** Nothing goes on there any more. @param numbers those of VMs, of which its own begin at a place. */
  keep(ordinal: number, numbers: Float64Array, at: number): void {
    const kept = this.rows.add();
    const { numbers: rows } = this.rows;
    for (let column = FIRST; column < VM_WIDTH; column++) rows[kept + column - FIRST] = numbers[at + column]!;
    this.places.set(ordinal, kept);
  }

  /** @param drained whether what follows the window counts too. */
  told(ordinal: number, drained: boolean): ToldVm | undefined {
    const kept = this.places.of(ordinal);
    return kept === NOWHERE ? undefined : toldOf(this.rows.numbers, kept - FIRST, drained);
  }
}
