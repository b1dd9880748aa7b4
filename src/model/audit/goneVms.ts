import { NumberRows } from "../numberRows.ts";
import { OrdinalMap } from "../ordinalMap.ts";
import { type AuditedVm, type ToldVm, timeOrNull } from "./auditedVm.ts";

/** Numbers of a VM: its four instants, its kind, and how long it did what, inside the window and after it. */
const WIDTH = 9;

/** What the log told of VMs that served and are deleted: numbers alone, for there may be very many. */
export class GoneVms {
  /** By ordinal, where its numbers begin. */
  private readonly places = new OrdinalMap<number>();
  private readonly rows = new NumberRows(WIDTH);

  /** Nothing goes on there any more. */
  keep(ordinal: number, { requested, ready, left, deleted, lowPriority, busy, transferring }: AuditedVm): void {
    const at = this.rows.add();
    const { numbers } = this.rows;
    this.places.add(ordinal, at);
    numbers[at] = requested;
    numbers[at + 1] = ready;
    numbers[at + 2] = left;
    numbers[at + 3] = deleted;
    numbers[at + 4] = lowPriority ? 1 : 0;
    numbers[at + 5] = busy.within;
    numbers[at + 6] = busy.after;
    numbers[at + 7] = transferring.within;
    numbers[at + 8] = transferring.after;
  }

  /** @param drained whether what follows the window counts too. */
  told(ordinal: number, drained: boolean): ToldVm | undefined {
    const at = this.places.get(ordinal);
    if (at === undefined) return undefined;
    const { numbers } = this.rows;
    return {
      requested: numbers[at]!,
      ready: timeOrNull(numbers[at + 1]!),
      left: timeOrNull(numbers[at + 2]!),
      deleted: timeOrNull(numbers[at + 3]!),
      lowPriority: numbers[at + 4] === 1,
      busy: numbers[at + 5]! + (drained ? numbers[at + 6]! : 0),
      transferring: numbers[at + 7]! + (drained ? numbers[at + 8]! : 0),
    };
  }
}
