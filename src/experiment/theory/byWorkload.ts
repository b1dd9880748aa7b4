import type { WorkloadSpec } from "../../model/workload/workloadSpec.ts";

/** Names that are spelt out; of more, the rest are counted. */
const NAMED = 3;

/**
 * What is to be said of each workload, every sentence once, led by those it concerns: `workload a: ...`,
 * `50 workloads (a, b, c, ...): ...`.
 */
export function byWorkload(
  streams: readonly WorkloadSpec[],
  sentencesOf: (stream: WorkloadSpec) => readonly string[],
): readonly string[] {
  const concerned = new Map<string, string[]>();
  for (const stream of streams) {
    for (const sentence of sentencesOf(stream)) {
      concerned.set(sentence, [...(concerned.get(sentence) ?? []), stream.name]);
    }
  }
  return [...concerned].map(([sentence, names]) => `${whose(names)}: ${sentence}`);
}

function whose(names: readonly string[]): string {
  if (names.length === 1) return `workload ${names[0]!}`;
  const more = names.length > NAMED ? ", ..." : "";
  return `${names.length} workloads (${names.slice(0, NAMED).join(", ")}${more})`;
}
