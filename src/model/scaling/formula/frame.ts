import type { Uniform } from "../../../engine/random.ts";
import type { Ticks } from "../../../engine/time.ts";
import type { SampleHistory } from "./sampleHistory.ts";
import type { DeallocationOption } from "./serviceVariables.ts";
import type { TypedFormula, ValueType } from "./typedFormula.ts";
import type { Vector } from "./vector.ts";

/** What an evaluation knows of its pool. */
export interface EvaluationContext {
  /** The present. */
  readonly now: Ticks;
  /** Tick 0 in microseconds since 1970: what `time()` and the timestamps are counted from. */
  readonly epoch: number;
  /** The history of each variable of the formula's `metrics`, in that order. */
  readonly histories: readonly SampleHistory[];
  /** The targets that hold now. */
  readonly dedicated: number;
  readonly lowPriority: number;
  /** The option that holds unless the formula sets one. */
  readonly deallocation: DeallocationOption;
  /** The stream that rand() draws from. */
  readonly uniform: Uniform;
}

/** A target, which has two names. */
export interface TargetState {
  current: number;
  value: number;
  set: boolean;
  /** By its full name, which takes precedence. */
  setInFull: boolean;
  /** Of the assignment that counts. */
  offset: number;
}

/** What one evaluation reads and writes; used again by the next. */
export class Frame {
  context!: EvaluationContext;
  readonly numbers: Float64Array;
  readonly vectors: (Vector | null)[];
  readonly texts: string[];
  /** What each variable holds; null: it is not set yet. */
  readonly types: (ValueType | null)[];
  readonly dedicated: TargetState = newTarget();
  readonly lowPriority: TargetState = newTarget();
  option = "requeue";
  readonly #given: ReadonlyMap<number, number>;

  constructor({ variables, given }: TypedFormula) {
    this.numbers = new Float64Array(variables.length);
    this.vectors = variables.map(() => null);
    this.texts = variables.map(() => "");
    this.types = variables.map(() => null);
    this.#given = given;
  }

  begin(context: EvaluationContext): void {
    this.context = context;
    this.types.fill(null);
    for (const [slot, value] of this.#given) {
      this.numbers[slot] = value;
      this.types[slot] = "double";
    }
    reset(this.dedicated, context.dedicated);
    reset(this.lowPriority, context.lowPriority);
    this.option = context.deallocation;
  }
}

/** A target's value where it is read back: as set by its full name, else by its short one, else as it is. */
export function targetValue({ current, value, set }: TargetState): number {
  return set ? value : current;
}

/** Sets a target, unless this is its short name and the full one has set it. */
export function setTarget(target: TargetState, value: number, full: boolean, offset: number): void {
  if (target.setInFull && !full) return;
  target.value = value;
  target.set = true;
  target.setInFull = full;
  target.offset = offset;
}

function newTarget(): TargetState {
  return { current: 0, value: 0, set: false, setInFull: false, offset: 0 };
}

function reset(target: TargetState, current: number): void {
  target.current = current;
  target.set = false;
  target.setInFull = false;
}
