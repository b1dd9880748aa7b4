import { nearestName } from "../../nearestName.ts";
import { Fault } from "./fault.ts";
import type { FormulaProblem, Span } from "./formulaError.ts";
import {
  DEALLOCATION_OPTIONS,
  DEALLOCATION_VARIABLE,
  METRIC_ALIASES,
  METRICS,
  TARGETS,
  TIME_INTERVALS,
} from "./serviceVariables.ts";
import { FUNCTIONS } from "./signatures.ts";
import type { Statement } from "./syntax.ts";
import type { Assigned, Typed, TypedFormula, ValueType } from "./typedFormula.ts";

/** A user variable's name: the dollar sign is optional, and no part of it. */
export function plainName(name: string): string {
  return name.startsWith("$") ? name.slice(1) : name;
}

/** What the names of a formula mean, and which types its variables have at the statement that is being checked. */
export class Names {
  /** The user's variables of the whole formula, whether set yet or not, by plain name. */
  readonly #slots = new Map<string, number>();
  /** Their names as first written. */
  readonly #written: string[] = [];
  readonly #types: ValueType[] = [];
  readonly #given = new Map<number, number>();
  /** Slots that the text assigns or reads. */
  readonly #mentioned = new Set<number>();
  /** Slots whose first assignment is still to come, and gives way to a given value. */
  readonly #toReplace = new Set<number>();
  readonly #metrics: string[] = [];

  constructor(statements: readonly Statement[], given: Readonly<Record<string, number>>) {
    for (const { target } of statements) {
      if (target !== null && !isService(target.name)) this.#slot(target.name);
    }
    for (const [name, value] of Object.entries(given)) {
      const slot = this.#slot(name);
      this.#given.set(slot, value);
      this.#types[slot] = "double";
      this.#toReplace.add(slot);
    }
  }

  tables(): Pick<TypedFormula, "variables" | "given" | "metrics"> {
    return { variables: this.#written, given: this.#given, metrics: this.#metrics };
  }

  /** Given values that no variable of the formula takes, or that are no numbers. They have no place: it is the first character. */
  givenProblems(): readonly FormulaProblem[] {
    const names = [...this.#slots.keys()];
    const mentioned = names.filter((_, slot) => this.#mentioned.has(slot));
    return [...this.#given].flatMap(([slot, value]) => {
      const name = names[slot]!;
      const near = nearestName(name, mentioned);
      const mend = near === null ? "" : `; did you mean "${near}"?`;
      if (!this.#mentioned.has(slot))
        return [
          { start: 0, end: 1, message: `"${name}" is given, but the formula has no such variable${mend}`, given: name },
        ];
      return Number.isFinite(value)
        ? []
        : [{ start: 0, end: 1, message: `"${name}" is given as ${value}, expected a finite number`, given: name }];
    });
  }

  /** What an assignment to a name sets. Throws a Fault for what cannot be set. */
  assigned(target: Span & { readonly name: string }): Assigned {
    const { name } = target;
    if (Object.hasOwn(TARGETS, name)) return { kind: "target", ...TARGETS[name]! };
    if (name === DEALLOCATION_VARIABLE) return { kind: "option" };
    if (Object.hasOwn(METRICS, name) || Object.hasOwn(METRIC_ALIASES, name)) {
      throw new Fault(
        target,
        `${name} is read-only, expected a variable of your own or a target such as $TargetDedicatedNodes`,
      );
    }
    if (Object.hasOwn(TIME_INTERVALS, name) || DEALLOCATION_OPTIONS.some((option) => option === name)) {
      throw new Fault(target, `${name} is a constant, expected a variable's name`);
    }
    const slot = this.#slot(name);
    this.#mentioned.add(slot);
    return { kind: "variable", slot };
  }

  /** Notes the type that a variable has from here on; true: a given value takes this assignment's place. */
  set(slot: number, type: ValueType): boolean {
    const replaced = this.#toReplace.delete(slot);
    this.#types[slot] = replaced ? "double" : type;
    return replaced;
  }

  /** What a statement would set is set to something, whatever it is. */
  assume({ target }: Statement): void {
    const slot = target === null ? undefined : this.#slots.get(plainName(target.name));
    if (slot !== undefined) this.set(slot, "never");
  }

  /** The node that a name stands for. Throws a Fault for an unknown one. */
  resolve(name: string, span: Span): Typed {
    if (Object.hasOwn(METRIC_ALIASES, name)) return this.resolve(METRIC_ALIASES[name]!, span);
    if (Object.hasOwn(METRICS, name)) {
      if (!this.#metrics.includes(name)) this.#metrics.push(name);
      return { kind: "sampled", type: "sampled", metric: this.#metrics.indexOf(name), ...span };
    }
    if (Object.hasOwn(TARGETS, name)) return { kind: "target", type: "double", pool: TARGETS[name]!.pool, ...span };
    if (name === DEALLOCATION_VARIABLE) return { kind: "option", type: "option", ...span };
    if (Object.hasOwn(TIME_INTERVALS, name)) {
      return { kind: "number", type: "timeinterval", value: TIME_INTERVALS[name]!, ...span };
    }
    if (DEALLOCATION_OPTIONS.some((option) => option === name))
      return { kind: "text", type: "option", value: name, ...span };
    const slot = this.#slots.get(plainName(name));
    if (slot === undefined) throw new Fault(span, this.#unknown(name));
    this.#mentioned.add(slot);
    const type = this.#types[slot];
    if (type === undefined || type === "never") return { kind: "unset", type: "never", name: plainName(name), ...span };
    return { kind: "variable", type, slot, ...span };
  }

  #unknown(name: string): string {
    if (Object.hasOwn(FUNCTIONS, name)) return `"${name}" is a function, expected "(" after it`;
    const service = [METRICS, TARGETS, TIME_INTERVALS].flatMap((table) => Object.keys(table));
    if (service.includes(`$${name}`)) return `nothing sets "${name}"; did you mean "$${name}"?`;
    const own = [...this.#slots.keys()].map((known) => (name.startsWith("$") ? `$${known}` : known));
    const near = nearestName(name, [...own, ...service, DEALLOCATION_VARIABLE, ...DEALLOCATION_OPTIONS]);
    return `nothing sets "${name}"${near === null ? ", expected a variable that a statement before this one sets" : `; did you mean "${near}"?`}`;
  }

  #slot(written: string): number {
    const name = plainName(written);
    const known = this.#slots.get(name);
    if (known !== undefined) return known;
    this.#slots.set(name, this.#written.length);
    return this.#written.push(written) - 1;
  }
}

/** Whether a name is the service's and not the user's. */
function isService(name: string): boolean {
  return (
    [METRICS, METRIC_ALIASES, TARGETS].some((table) => Object.hasOwn(table, name)) || name === DEALLOCATION_VARIABLE
  );
}
