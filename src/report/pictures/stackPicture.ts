import * as Plot from "@observablehq/plot";
import { plainText } from "../plainText.ts";
import { textWidth } from "../textWidth.ts";
import { draw } from "./drawing.ts";
import { textureOf } from "./palette.ts";
import type { Picture } from "./picture.ts";
import type { Series } from "./series.ts";

/** One kind of part in a stack. */
export interface Part {
  readonly label: string;
  /** Chooses colour and texture, so that a kind looks the same wherever it is. */
  readonly look: number;
  /** By alternative. Nothing negative. */
  readonly values: ReadonlyMap<string, number>;
}

/** What a stacked picture shows. */
export interface Stack {
  readonly key: string;
  readonly title: string;
  readonly caption: string;
  readonly axis: string;
  readonly series: readonly Series[];
  readonly parts: readonly Part[];
  /** Divides the values for the axis. */
  readonly scale: number;
  readonly format: (value: number) => string;
}

const ROW = 34;

/** Bars of parts, an alternative a line; the numbers are in its table. Parts that nobody has are left out. */
export function stackPicture({ key, title, caption, axis, series, parts, scale, format }: Stack): Picture {
  const shown = parts.filter(({ values }) => [...values.values()].some((value) => value > 0));
  const legend = shown.map(({ label, look }) => ({ label, fill: textureOf(key, look) }));
  const segments = shown.flatMap(({ look, values }) =>
    series.map(({ name, label }) => ({ label, value: (values.get(name) ?? 0) / scale, fill: textureOf(key, look) })),
  );
  const totals = series.map(({ name, label }) => {
    const total = shown.reduce((sum, { values }) => sum + (values.get(name) ?? 0), 0);
    return { label, total: total / scale, text: format(total) };
  });
  const widest = Math.max(...series.map(({ label }) => textWidth(label)));
  return {
    key,
    title,
    caption,
    svg: draw(key, `${axis}, by alternative. ${title}.`, legend, {
      height: 60 + ROW * series.length,
      marginLeft: 16 + 7 * widest,
      marginRight: 90,
      marginTop: 8,
      marginBottom: 44,
      x: { label: axis, grid: true, zero: true, nice: true },
      y: { label: null, domain: series.map(({ label }) => label), padding: 0.3 },
      marks: [
        Plot.barX(
          segments.filter(({ value }) => value > 0),
          { x: "value", y: "label", fill: (each: { fill: string }) => each.fill, insetRight: 1 },
        ),
        Plot.text(totals, { x: "total", y: "label", text: "text", textAnchor: "start", dx: 6 }),
      ],
      color: { type: "identity" },
    }),
    table: {
      columns: ["alternative", ...shown.map(({ label }) => label), "together"],
      rows: series.map(({ name }, place) => [
        plainText(name),
        ...shown.map(({ values }) => format(values.get(name) ?? 0)),
        totals[place]!.text,
      ]),
    },
  };
}
