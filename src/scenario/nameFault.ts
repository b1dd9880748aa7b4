import { quote } from "./quantity.ts";

const LONGEST_NAME = 80;

/** What is wrong with a name that is used as a key, or null. */
export function nameFault(name: string): string | null {
  if (name.trim() !== name || name === "") return "a name may not be empty, nor begin or end with a space";
  if (name.includes(".")) return `a name has no dots; write for example ${quote(name.replaceAll(".", "-"))}`;
  if (/[\p{C}\u2028\u2029]/u.test(name)) return "a name may not hold control characters";
  return name.length > LONGEST_NAME ? `a name has at most ${LONGEST_NAME} characters` : null;
}
