import type { Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";

/** Sums and products of whole numbers that come out below this are exact in a double. */
const EXACT = 2 ** 52;

/** Both sides of Little's law (1961): the integral of the jobs in the system over time, and the sum of their stays. */
export class LittleLaw {
  inSystem = 0;
  private readonly integral = new ExactSum();
  private readonly sojourns = new ExactSum();
  /** What is not in the two sums yet: plain doubles, exact below 2^52, that cost little at each event. */
  private area = 0;
  private stays = 0;

  /** The clock goes on by so much. */
  pass(time: Ticks): void {
    const area = this.area + this.inSystem * time;
    if (area < EXACT) this.area = area;
    else this.integral.addProduct(this.inSystem, time);
  }

  /** A job leaves that stayed for so long. */
  leave(stay: Ticks): void {
    this.inSystem--;
    const stays = this.stays + stay;
    if (stays < EXACT) this.stays = stays;
    else this.sojourns.add(stay);
  }

  /** What is wrong, with nobody in the system any more; null if the two are the same. */
  broken(): string | null {
    this.integral.add(this.area);
    this.sojourns.add(this.stays);
    this.area = 0;
    this.stays = 0;
    if (this.integral.equals(this.sojourns)) return null;
    return `${this.integral.toBigInt()} ticks, the sojourns add up to ${this.sojourns.toBigInt()}`;
  }
}
