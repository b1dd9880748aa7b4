import { isMap, isScalar, parseDocument } from "yaml";
import { scenarioSchema } from "../../src/scenario/scenarioSchema.ts";
import { keysAt } from "../../src/scenario/schemaWalk.ts";

/** A piece of a scenario that the documentation shows. */
export interface DocExample {
  /** As it is shown. */
  readonly text: string;
  /** The scenario's keys above it, outermost first; null where nothing in the format has such keys. */
  readonly place: readonly string[] | null;
}

/** Where pieces may stand: in the first of these places that knows all of their keys. */
const PLACES = [
  "",
  "workloads.jobs",
  "workloads.jobs.job",
  "workloads.jobs.route",
  "workloads.jobs.job.service",
  "workloads.jobs.job.tasks",
  "workloads.jobs.job.service.lognormal",
  "workloads.jobs.job.speedUp",
  "pools.own",
  "pools.own.scaling",
  "pools.own.scaling.autoscale",
  "classic",
  "billingPlans.mine",
  "storage.files",
  "replications",
].map((path) => path.split(".").filter((key) => key !== ""));

/**
 * The pieces of scenarios in a text: whole paragraphs of YAML, and in running text what stands in braces, or in brackets, with the key
 * before it. What is only hinted at, as in `{stream: ...}`, is left out.
 */
export function docExamples(text: string): readonly DocExample[] {
  const found = text.split(/\n{2,}/).flatMap((paragraph) => {
    const block = dedented(paragraph);
    const keys = /^[\w-]+:\s/.test(block) ? keysOf(block) : null;
    const place = keys === null ? null : placeOf(keys);
    return place === null ? inBraces(paragraph) : [{ text: block, place }];
  });
  return found.filter((example) => !/\.\.|\bN\b|^\{[^:]*\}$/.test(example.text));
}

function inBraces(text: string): readonly DocExample[] {
  const found: DocExample[] = [];
  const opening = /(?<key>[\w-]+:\s+)?[{[]/g;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const key = match.groups!.key ?? "";
    const value = text.slice(match.index + key.length, closing(text, match.index + key.length));
    const keyed = `${key}${value}`.replaceAll(/\s+/g, " ");
    const keyedPlace = key === "" ? null : placeOf(keysOf(keyed) ?? []);
    if (keyedPlace !== null) found.push({ text: keyed, place: keyedPlace });
    else if (value.startsWith("{"))
      found.push({ text: value.replaceAll(/\s+/g, " "), place: placeOf(keysOf(value) ?? []) });
    else continue;
    opening.lastIndex = match.index + key.length + value.length;
  }
  return found;
}

/** The end of what a brace or bracket opens. */
function closing(text: string, from: number): number {
  let open = 0;
  for (let i = from; i < text.length; i++) {
    if ("{[".includes(text[i]!)) open++;
    else if ("}]".includes(text[i]!) && --open === 0) return i + 1;
  }
  return text.length;
}

function keysOf(yaml: string): readonly string[] | null {
  const document = parseDocument(yaml);
  if (document.errors.length > 0 || !isMap(document.contents)) return null;
  return document.contents.items.map(({ key }) => (isScalar(key) ? String(key.value) : ""));
}

function placeOf(keys: readonly string[]): readonly string[] | null {
  if (keys.length === 0) return null;
  return (
    PLACES.find((path) => {
      const known = keysAt(scenarioSchema, path);
      return known !== null && keys.every((key) => known.includes(key));
    }) ?? null
  );
}

function dedented(text: string): string {
  const lines = text.split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)![0].length);
  return lines.map((line) => line.slice(Math.min(...indents))).join("\n");
}
