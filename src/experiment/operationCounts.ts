import { SECOND } from "../engine/time.ts";
import type { OperationRow, WorldRecord } from "../model/worldResult.ts";
import type { OperationSummary } from "./results.ts";

/** So many different operations that came to less than was asked are told one by one. */
const MOST_TOLD = 3;

/** What became of the operations of an alternative, over all of its replications; undefined where there were none. */
export function operationCounts(worlds: readonly WorldRecord[]): OperationSummary | undefined {
  const all = worlds.flatMap(({ operations }) => operations);
  if (all.length === 0) return undefined;
  const count = (outcome: OperationRow["outcome"]): number => all.filter((row) => row.outcome === outcome).length;
  const short = worlds[0]!.operations.filter(({ outcome }) => outcome === "refused" || outcome === "partial");
  // The same refusal every night is told once.
  const distinct = short.filter(
    ({ pool, reason }, i) => short.findIndex((o) => o.pool === pool && o.reason === reason) === i,
  );
  return {
    done: count("done"),
    partial: count("partial"),
    refused: count("refused"),
    stopped: count("stopped"),
    underWay: count("under way"),
    firstShort: distinct.slice(0, MOST_TOLD).map(({ time, ...row }) => ({ timeSeconds: time / SECOND, ...row })),
  };
}
