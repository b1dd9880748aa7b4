import { NEVER, type Ticks } from "../../engine/time.ts";
import { JobBlock } from "./jobBlock.ts";

/** Where jobs come from: fills a block with the next ones, or with none when there are no more. */
export interface JobFeed {
  fill(block: JobBlock): void;
}

/** Jobs read ahead of those that have a server: all that wait, and a block or so more. */
export class JobsAhead {
  /** Of all jobs: those that have a server, and those that were submitted by the instant asked for last. */
  served = 0;
  submitted = 0;
  readonly #feed: JobFeed;
  readonly #workload: number;
  readonly #block: number;
  readonly #blocks: JobBlock[] = [];
  readonly #spare: JobBlock[] = [];
  #isDry = false;
  /** Of the first block: its jobs before this place are told. */
  #told = 0;
  /** Block and place of the first job without a server, and of the first that is yet to be submitted. */
  #serving = 0;
  #place = 0;
  #coming = 0;
  #comingPlace = 0;

  /** @param workload that of all jobs, where there is only one and the feed leaves it out. @param block jobs read together, at most. */
  constructor(feed: JobFeed, workload: number, block: number) {
    this.#feed = feed;
    this.#workload = workload;
    this.#block = block;
  }

  /** Submission of the last job read; NEVER once there are no more to read. */
  get knownUntil(): Ticks {
    const last = this.#blocks.at(-1);
    return this.#isDry || last === undefined ? NEVER : last.submitted[last.count - 1]!;
  }

  /** The block read last. */
  get newest(): JobBlock {
    return this.#blocks.at(-1)!;
  }

  /** Place of the first job without a server, in its block. */
  get place(): number {
    return this.#place;
  }

  /** The block of that job; null when all have one. */
  unserved(): JobBlock | null {
    if (this.#serving < this.#blocks.length && this.#place === this.#blocks[this.#serving]!.count) {
      this.#serving++;
      this.#place = 0;
    }
    if (this.#serving === this.#blocks.length && !this.readOn()) return null;
    return this.#blocks[this.#serving]!;
  }

  /** The jobs of its block before a place have a server now. */
  serveTo(place: number): void {
    this.served += place - this.#place;
    this.#place = place;
  }

  /** The clock stopped: the jobs of its block from that one on never have a server. */
  leaveWaiting(): void {
    const block = this.unserved();
    if (block === null) return;
    block.leaveWaiting(this.#place);
    this.serveTo(block.count);
  }

  /** Counts the jobs submitted by then: instants in their order. */
  submittedBy(time: Ticks): void {
    // One that has a server was submitted.
    if (this.served > this.submitted) {
      this.submitted = this.served;
      this.#coming = this.#serving;
      this.#comingPlace = this.#place;
    }
    for (;;) {
      if (this.#coming === this.#blocks.length && !this.readOn()) return;
      const { count, submitted } = this.#blocks[this.#coming]!;
      let place = this.#comingPlace;
      while (place < count && submitted[place]! <= time) place++;
      this.submitted += place - this.#comingPlace;
      this.#comingPlace = place;
      if (place < count) return;
      this.#coming++;
      this.#comingPlace = 0;
    }
  }

  /** Submission of the first job without a server, which was read. */
  get firstWaiting(): Ticks {
    return this.unserved()!.submitted[this.#place]!;
  }

  /** Reads one block more. Returns whether there was one. */
  readOn(): boolean {
    if (this.#isDry) return false;
    const block = this.#spare.pop() ?? this.#newBlock();
    this.#feed.fill(block);
    this.#isDry = block.count === 0;
    if (!this.#isDry) this.#blocks.push(block);
    return !this.#isDry;
  }

  /** How many jobs of the first block have a server and are not told. */
  get tellable(): number {
    const first = this.#blocks[0];
    return first === undefined ? 0 : (this.#serving > 0 ? first.count : this.#place) - this.#told;
  }

  /** Whether the first block is through. */
  get isFull(): boolean {
    return this.#blocks.length > 0 && this.#told + this.tellable === this.#blocks[0]!.count;
  }

  /** Tells of so many jobs more. */
  tell(block: JobBlock, jobs: number): void {
    const first = this.#blocks[0];
    block.count = jobs;
    if (first === undefined) return;
    block.take(first, this.#told, this.#told + jobs);
    this.#told += jobs;
    if (this.#told < first.count) return;
    this.#spare.push(this.#blocks.shift()!);
    this.#told = 0;
    if (this.#serving > 0) this.#serving--;
    else this.#place = 0;
    if (this.#coming > 0) this.#coming--;
    else this.#comingPlace = 0;
  }

  #newBlock(): JobBlock {
    const block = new JobBlock(this.#block);
    block.workload.fill(this.#workload);
    return block;
  }
}
