import * as Plot from "@observablehq/plot";
import { textWidth } from "../textWidth.ts";
import { schemeStyle, textures } from "./palette.ts";
import { SVG_NAMESPACE, type SvgNode, svgDocument } from "./svgDocument.ts";

/** Width of every picture, in pixels of its own. */
export const PICTURE_WIDTH = 680;
const FONT_SIZE = 12;
/** Of a character of the font, on average and a little more. */
const CHARACTER = 6.9;
const SWATCH = 26;
const LINE = 20;

/** What a series looks like, for its legend. */
export interface LegendEntry {
  readonly label: string;
  readonly fill?: string;
  readonly stroke?: string;
  readonly dash?: string;
}

/** What to draw. Plot would put the label of the vertical axis where the legend is. */
export interface Drawing extends Plot.PlotOptions {
  readonly height: number;
  readonly marginTop?: number;
  /** Of the vertical axis; none: it needs no words. */
  readonly upLabel?: string;
}

/**
 * An SVG element drawn by Plot: on the reader's colours, with a legend above it, named by `label` for those who do not see
 * it. The same options give the same text.
 *
 * @param key names the picture; ids within it begin with it.
 */
export function draw(
  key: string,
  label: string,
  legend: readonly LegendEntry[],
  { upLabel, ...options }: Drawing,
): string {
  const places = legendPlaces(legend);
  const legendHeight = legend.length === 0 ? 0 : (places.at(-1)?.y ?? 0) + LINE + 6;
  const figure = Plot.plot({
    width: PICTURE_WIDTH,
    marginRight: 24,
    ...options,
    marginTop: legendHeight + (options.marginTop ?? 30),
    height: options.height + legendHeight,
    style: `font-size:${FONT_SIZE}px;color:var(--ink);background:none`,
    document: svgDocument as unknown as NonNullable<Plot.PlotOptions["document"]>,
  });
  const svg = figure as unknown as SvgNode;
  for (const child of svg.childNodes) silence(child);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  svg.removeAttribute("xmlns");
  svg.insertBefore(definitions(key), svg.childNodes[0] ?? null);
  legend.forEach((entry, index) => {
    svg.append(legendItem(entry, places[index]!));
  });
  if (upLabel !== undefined) svg.append(text(`↑ ${upLabel}`, { x: 2, y: legendHeight + 12 }));
  return svg.outerHTML;
}

/** An SVG drawn by `draw` as a file of its own: with its namespace, colours and paper. */
export function asFile(svg: string): string {
  const paper = '<rect width="100%" height="100%" fill="var(--paper)"/>';
  const opened = svg.replace(/^<svg /u, `<svg xmlns="${SVG_NAMESPACE}" `);
  const at = opened.indexOf(">") + 1;
  return `${opened.slice(0, at)}<style>${schemeStyle("svg")}</style>${paper}${opened.slice(at)}\n`;
}

/** A picture has one name, and its parts have none. */
function silence(node: SvgNode): void {
  node.removeAttribute("aria-label");
  node.removeAttribute("aria-hidden");
  for (const child of node.childNodes) silence(child);
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, ...children: SvgNode[]): SvgNode {
  const node = svgDocument.createElementNS(SVG_NAMESPACE, name);
  for (const [attribute, value] of Object.entries(attributes)) node.setAttribute(attribute, value);
  node.append(...children);
  return node;
}

function text(words: string, place: { readonly x: number; readonly y: number }): SvgNode {
  const node = element("text", { ...place, "text-anchor": "start" });
  node.textContent = words;
  return node;
}

function definitions(key: string): SvgNode {
  const patterns = textures(key).map(([id, fill, d]) =>
    element(
      "pattern",
      { id, width: 8, height: 8, patternUnits: "userSpaceOnUse" },
      element("rect", { width: 8, height: 8, fill }),
      element("path", {
        d,
        stroke: "var(--paper)",
        "stroke-width": 1.6,
        "stroke-opacity": 0.7,
        "stroke-linecap": "round",
      }),
    ),
  );
  return element("defs", {}, ...patterns);
}

function legendPlaces(legend: readonly LegendEntry[]): { readonly x: number; readonly y: number }[] {
  let x = 0;
  let y = 0;
  return legend.map(({ label }) => {
    const width = SWATCH + 6 + textWidth(label) * CHARACTER + 16;
    if (x > 0 && x + width > PICTURE_WIDTH) {
      x = 0;
      y += LINE;
    }
    const place = { x, y };
    x += width;
    return place;
  });
}

function legendItem({ label, fill, stroke, dash }: LegendEntry, { x, y }: { x: number; y: number }): SvgNode {
  const area = fill === undefined ? [] : [element("rect", { y: 3, width: SWATCH - 6, height: 12, fill })];
  const line =
    stroke === undefined
      ? []
      : [element("path", { d: `M0 9h${SWATCH}`, stroke, "stroke-width": 2.2, "stroke-dasharray": dash ?? "none" })];
  return element("g", { transform: `translate(${x},${y})` }, ...area, ...line, text(label, { x: SWATCH + 6, y: 13 }));
}
