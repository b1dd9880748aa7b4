import type { FormulaAssumptions } from "./assumptions.ts";
import { EvaluationFailure, insufficientData } from "./evaluationFailure.ts";
import type { Frame } from "./frame.ts";
import type { SampleHistory } from "./sampleHistory.ts";
import type { Typed } from "./typedFormula.ts";
import { Vector } from "./vector.ts";

type Method = Typed & { readonly kind: "method" };
type NumberCode = () => number;

/** A method call's code, where a number comes out. `code` compiles an argument. */
export function numberMethod(node: Method, name: string, frame: Frame, code: (node: Typed) => NumberCode): NumberCode {
  const { method, metric, parenthesis } = node;
  const history = (): SampleHistory => frame.context.histories[metric]!;
  switch (method) {
    case "GetSamplePeriod":
      return () => history().period;
    case "Count":
      return () => history().count(frame.context.now);
    case "HistoryBeginTime":
      return () => {
        const first = history().firstAt(frame.context.now);
        if (Number.isNaN(first)) throw insufficientData(name, "1 sample", "0", parenthesis);
        return frame.context.epoch + first;
      };
    default: {
      const { start, end } = ages(node.args, frame, code);
      return () => {
        const { now } = frame.context;
        const [a, b] = [start(), end()];
        return history().percent(now, now - Math.max(a, b), now - Math.min(a, b));
      };
    }
  }
}

/** The code of GetSample. */
export function getSample(node: Method, name: string, frame: Frame, code: (node: Typed) => NumberCode): () => Vector {
  const { metric, parenthesis, args } = node;
  const samples = new Vector();
  const [first] = args;
  if (first!.type === "double") {
    const count = code(first!);
    return () => {
      const wanted = Math.trunc(count());
      if (!(wanted >= 0))
        throw new EvaluationFailure(`GetSample asks for ${wanted} samples, expected 0 or more`, first!.start);
      frame.context.histories[metric]!.copyLast(frame.context.now, wanted, samples);
      return samples;
    };
  }
  const { start, end, percent } = ages(args, frame, code);
  return () => {
    const { now, histories } = frame.context;
    const history = histories[metric]!;
    const a = start();
    const b = end();
    const from = now - Math.max(a, b);
    const to = now - Math.min(a, b);
    const wanted = percent();
    if (wanted > 0) {
      const received = history.percent(now, from, to);
      if (!(received >= wanted)) throw insufficientData(name, `${wanted}%`, `${Math.floor(received)}%`, parenthesis);
    }
    history.copyWindow(now, from, to, samples);
    return samples;
  };
}

/** The last sample of a variable, where a number is wanted. */
export function lastSample(
  { metric, start }: Typed & { readonly kind: "lastSample" },
  name: string,
  frame: Frame,
  assumed: FormulaAssumptions["noSamples"],
): NumberCode {
  return () => {
    const value = frame.context.histories[metric]!.last(frame.context.now);
    if (!Number.isNaN(value)) return value;
    if (assumed === "zero") return 0;
    throw insufficientData(name, "1 sample", "0", start);
  };
}

/** The ends of a window as ages in ticks: an interval is one, a timestamp lies so far back. One end alone: the other is now. */
function ages(
  args: readonly Typed[],
  frame: Frame,
  code: (node: Typed) => NumberCode,
): { readonly start: NumberCode; readonly end: NumberCode; readonly percent: NumberCode } {
  const moments = args.filter(({ type }) => type !== "double").map((node) => age(node, frame, code(node)));
  const share = args.find(({ type }) => type === "double");
  return { start: moments[0]!, end: moments[1] ?? zero, percent: share === undefined ? zero : code(share) };
}

function age({ type }: Typed, frame: Frame, value: NumberCode): NumberCode {
  return type === "timestamp" ? () => frame.context.now + frame.context.epoch - value() : value;
}

function zero(): number {
  return 0;
}
