import type { Painter, Tone } from "./style.ts";
import { padEnd, textWidth } from "./textWidth.ts";

export interface Cell {
  readonly text: string;
  readonly tone: Tone;
}

export type TableRow = readonly Cell[];

export const cell = (text: string, tone: Tone = "plain"): Cell => ({ text, tone });

const GAP = 2;

/** The widths that the columns of these rows need. */
export function columnWidths(rows: readonly TableRow[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach(({ text }, column) => {
      widths[column] = Math.max(widths[column] ?? 0, textWidth(text));
    });
  }
  return widths;
}

/** Columns that a table with these widths takes. */
export function tableWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width + GAP, -GAP);
}

/** A line of a table: cells padded to the widths, painted after padding was decided, nothing trailing. */
export function tableLine(row: TableRow, widths: readonly number[], paint: Painter): string {
  const last = row.findLastIndex(({ text }) => text !== "");
  return row
    .slice(0, last + 1)
    .map(({ text, tone }, column) => {
      const padding = column === last ? "" : padEnd(text, (widths[column] ?? 0) + GAP).slice(text.length);
      return (text === "" ? "" : paint(tone, text)) + padding;
    })
    .join("");
}
