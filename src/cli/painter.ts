import { type Painter, withColour, withoutColour } from "../report/style.ts";

/** Colour for a terminal that can show it and a user who did not decline it (NO_COLOR, see no-color.org; `--no-color`). */
export function painterFor(stream: NodeJS.WriteStream, wanted: boolean, environment: NodeJS.ProcessEnv): Painter {
  const declined = !wanted || (environment.NO_COLOR ?? "") !== "" || environment.TERM === "dumb";
  return stream.isTTY === true && !declined ? withColour : withoutColour;
}
