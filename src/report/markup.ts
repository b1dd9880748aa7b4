import { escapeMarkup } from "./pictures/svgDocument.ts";
import { plainText } from "./plainText.ts";

/** Text that is markup already. Made by `markup` and, where its origin is known, by hand. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | string | number | null | readonly Part[];

/**
 * A template of HTML: what is put into it is text, whatever characters it has, unless it is `Markup` itself. Lists are put
 * one after the other; null is nothing.
 */
export function markup(pieces: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(pieces.map((piece, place) => piece + (place < parts.length ? textOf(parts[place]!) : "")).join(""));
}

function textOf(part: Part): string {
  if (part === null) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "string") return escapeMarkup(plainText(part));
  if (typeof part === "number") return String(part);
  return part.map(textOf).join("");
}
