/** Longer lists are left to the sort that is built in: a call of it costs as much as sorting so many in place. */
const SHORT = 48;

/** Lists of ordinals, one for each gang that holds slots, used again by others as wide: too many come and go to be left as garbage. */
export class VmLists {
  /** By length. */
  readonly #spare = new Map<number, Int32Array[]>();

  /** A list of so many, filled with anything. */
  take(length: number): Int32Array {
    return this.#spare.get(length)?.pop() ?? new Int32Array(length);
  }

  /** Nobody reads a list any more. */
  giveBack(list: Int32Array): void {
    const spare = this.#spare.get(list.length);
    if (spare === undefined) this.#spare.set(list.length, [list]);
    else spare.push(list);
  }
}

/** Puts the first of a list into ascending order: fast where most of them are, as VMs that became idle together. */
export function sortRising(list: Int32Array, count: number): void {
  if (count > SHORT) {
    if (!isRising(list, count)) list.subarray(0, count).sort();
    return;
  }
  for (let i = 1; i < count; i++) {
    const one = list[i]!;
    let place = i;
    while (place > 0 && list[place - 1]! > one) {
      list[place] = list[place - 1]!;
      place--;
    }
    list[place] = one;
  }
}

function isRising(list: Int32Array, count: number): boolean {
  for (let i = 1; i < count; i++) if (list[i]! < list[i - 1]!) return false;
  return true;
}
