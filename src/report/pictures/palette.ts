/**
 * Colours that people with any colour vision tell apart (after Okabe and Ito, 2008, darkened or lightened to 3:1 or more
 * against the paper), as custom properties, so that the reader's light or dark scheme chooses. Never the only sign: lines
 * also differ by dash and marker, areas by texture.
 */
const LIGHT = ["#0072b2", "#c2540a", "#00795a", "#a8327a", "#806600", "#56606e"];
const DARK = ["#5bb0e8", "#ff8f45", "#3ccb9f", "#ec8fc6", "#dcbf4d", "#aab5c3"];

const properties = (colours: readonly string[]): string =>
  colours.map((colour, place) => `--c${place}:${colour}`).join(";");

/** The declarations of each scheme: `--c0` to `--c5`, `--ink`, `--soft` (lines and notes) and `--paper`. */
export const SCHEMES = {
  light: `${properties(LIGHT)};--ink:#1b1f24;--soft:#59636e;--paper:#ffffff;--rule:#d0d7de;--tint:#f4f6f8`,
  dark: `${properties(DARK)};--ink:#e8ebef;--soft:#a3adb8;--paper:#14181d;--rule:#3b444e;--tint:#1d232a`,
} as const;

/** The schemes as a style sheet for the element that a selector names; paper is always light. */
export function schemeStyle(selector: string): string {
  return `${selector}{${SCHEMES.light}}@media screen and (prefers-color-scheme:dark){${selector}{${SCHEMES.dark}}}`;
}

const COLOURS = LIGHT.length;
const DASHES = ["none", "7 3", "2 3", "9 3 2 3"];
const SYMBOLS = ["circle", "square", "triangle", "diamond2", "star"] as const;
const TEXTURES = 6;

/** The look of the n-th of several series; the first twelve differ in colour or dash, neighbours in both. */
export interface Look {
  readonly colour: string;
  /** Of a line, as `stroke-dasharray`. */
  readonly dash: string;
  readonly symbol: (typeof SYMBOLS)[number];
}

/** @param place from 0. */
export function lookOf(place: number): Look {
  return {
    colour: `var(--c${place % COLOURS})`,
    dash: DASHES[place % DASHES.length]!,
    symbol: SYMBOLS[place % SYMBOLS.length]!,
  };
}

/** The fill of the n-th kind of area: a colour with a texture of its own. @param key of the picture that defines it. */
export function textureOf(key: string, place: number): string {
  return `url(#${key}-t${place % TEXTURES})`;
}

/** What the textures draw on their colour, in a square of 8 by 8. */
const STROKES = [
  "",
  "M-2 2l4 -4M0 8l8 -8M6 10l4 -4",
  "M2 2h.01M6 6h.01",
  "M-2 6l4 4M0 0l8 8M6 -2l4 4",
  "M0 4h8",
  "M4 0v8",
];

/** The definitions behind `textureOf` for one picture, as `[id, fill, stroke path]`. */
export function textures(key: string): (readonly [id: string, fill: string, stroke: string])[] {
  return STROKES.map((stroke, place) => [`${key}-t${place}`, `var(--c${place})`, stroke]);
}
