import { NEVER, type Ticks } from "../../engine/time.ts";
import { IndexedHeap } from "../indexedHeap.ts";

interface Request {
  readonly id: number;
  readonly order: number;
  readonly came: Ticks;
}

/**
 * Lets requests pass one after the other, in the order in which they came, at most so many a tick: each passes as it comes, or
 * one interval after the one before it. Instants are rounded to ticks, not intervals, so that rounding does not add up.
 */
export class RequestGate {
  readonly #rate: number;
  readonly #waiting = new IndexedHeap<Request>(
    (a, b) => a.order < b.order,
    ({ id }) => id,
  );
  readonly #byId = new Map<number, Request>();
  /** When a request last passed as it came, and how many passed since, that one included. */
  #since: Ticks = 0;
  #passed = 0;
  #came = 0;

  /** @param rate requests a tick. */
  constructor(rate: number) {
    this.#rate = rate;
  }

  /** A request comes. @param id a small number that no other one that waits has. */
  join(id: number, now: Ticks): void {
    const request = { id, order: this.#came++, came: now };
    this.#byId.set(id, request);
    this.#waiting.add(request);
  }

  /** A request that waits is given up: those behind it move up. */
  leave(id: number): void {
    this.#waiting.remove(this.#byId.get(id)!);
    this.#byId.delete(id);
  }

  /** When the next request passes; NEVER when none waits. */
  get next(): Ticks {
    return this.#waiting.size === 0 ? NEVER : Math.max(this.#waiting.top.came, Math.round(this.#opens));
  }

  /** Lets one pass whose time has come, and says its id; -1 when there is none. */
  take(now: Ticks): number {
    if (this.next > now) return -1;
    const { id, came } = this.#waiting.top;
    if (came >= this.#opens) {
      this.#since = came;
      this.#passed = 0;
    }
    this.#passed++;
    this.leave(id);
    return id;
  }

  /** When the gate is open again, to a fraction of a tick. */
  get #opens(): number {
    return this.#since + this.#passed / this.#rate;
  }
}
