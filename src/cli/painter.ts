import { type Painter, withColour, withoutColour } from "../report/style.ts";

/**
 * Colour for a terminal that can show it and a user who did not decline it (NO_COLOR, see no-color.org; `--no-color`).
 * FORCE_COLOR (force-color.org) asks for it elsewhere too, such as in a pipe; 0 and false decline it, as they do for Node.
 */
export function painterFor(stream: NodeJS.WriteStream, wanted: boolean, environment: NodeJS.ProcessEnv): Painter {
  const { NO_COLOR = "", FORCE_COLOR = "", TERM } = environment;
  if (!wanted || NO_COLOR !== "" || FORCE_COLOR === "0" || FORCE_COLOR === "false") return withoutColour;
  if (FORCE_COLOR !== "") return withColour;
  return stream.isTTY === true && TERM !== "dumb" ? withColour : withoutColour;
}
