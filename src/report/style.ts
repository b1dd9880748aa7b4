import { styleText } from "node:util";

/** Roles of text that colour may underline; every one must read as well without. */
export type Tone = "plain" | "title" | "good" | "bad" | "caution" | "aside";

/** Colours a finished piece of text; never changes what it says or its width. */
export type Painter = (tone: Tone, text: string) => string;

const FORMATS = { title: "bold", good: "green", bad: "red", caution: "yellow", aside: "dim" } as const;

/** For files, pipes and everybody who asked for no colour. */
export const withoutColour: Painter = (_tone, text) => text;

/** For terminals. */
export const withColour: Painter = (tone, text) =>
  tone === "plain" ? text : styleText(FORMATS[tone], text, { validateStream: false });
