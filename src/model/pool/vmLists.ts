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

/** Puts a list into ascending order: fast where most of it is, as VMs that became idle together are. */
export function sortRising(list: Int32Array): void {
  if (list.length > SHORT) {
    list.sort();
    return;
  }
  for (let i = 1; i < list.length; i++) {
    const one = list[i]!;
    let place = i;
    while (place > 0 && list[place - 1]! > one) {
      list[place] = list[place - 1]!;
      place--;
    }
    list[place] = one;
  }
}
