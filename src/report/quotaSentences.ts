import type { PlanResult } from "../experiment/plan/planResult.ts";
import type { QuotaFigures } from "../experiment/plan/quotaNeeds.ts";
import { configurationName } from "./configurationName.ts";
import { formatCount } from "./figure.ts";
import { formatNumber, formatShare } from "./number.ts";

type Kind = keyof QuotaFigures;

const KINDS: readonly Kind[] = ["pools", "vmsPerPool", "cores"];

/** `32 VMs a pool`. */
export function quotaText(kind: Kind, value: number): string {
  if (kind === "vmsPerPool") return `${formatCount(value, "VM")} a pool`;
  return formatCount(value, kind === "pools" ? "pool" : "core");
}

/** `2 pools, 32 VMs a pool`; what is not known is left out. */
export function quotaTexts(figures: QuotaFigures, kinds: readonly Kind[] = KINDS): string {
  return kinds.flatMap((kind) => (figures[kind] === null ? [] : [quotaText(kind, figures[kind])])).join(", ");
}

/** Of what is needed, what today's quotas do not allow. */
export function exceeded(needs: QuotaFigures, today: QuotaFigures): readonly Kind[] {
  return KINDS.filter((kind) => needs[kind] !== null && today[kind] !== null && needs[kind] > today[kind]);
}

/** The load that the answer of a plan carries; null where it was not looked for. */
export function headroomSentence({ headroom, quota: { ask }, configuration, objectives }: PlanResult): string | null {
  if (headroom === null) return null;
  const { meets, misses, note } = headroom;
  if (meets === null) return `Headroom: not known; ${note}.`;
  const them = objectives.length > 1 ? "the objectives" : "the objective";
  const upTo =
    meets === 1
      ? `no more than this load is shown to meet ${them}`
      : `meets ${them} up to ${meets.toFixed(2)} times this load`;
  const from =
    misses === null
      ? ", and was not tried with more"
      : misses > meets + 0.015
        ? ` (missed from ${misses.toFixed(2)})`
        : "";
  const other = ask?.configuration ?? null;
  const isOther = other !== null && JSON.stringify(other) !== JSON.stringify(configuration);
  const more =
    isOther && ask?.carries != null ? ` ${configurationName(other)} would carry ${ask.carries.toFixed(2)}.` : "";
  return `Headroom: ${upTo}${from}.${more}`;
}

/** Whether the answer of a plan stays within the account's quotas, and what to ask for; null without pools. */
export function quotaSentence({ quota: { today, needs, ask } }: PlanResult): string | null {
  if (needs === null || needs.pools === 0) return null;
  const beyond = today === null ? [] : exceeded(needs, today);
  const now =
    today === null
      ? `none is told (account); this needs ${quotaTexts(needs, ["vmsPerPool", "cores"])}.`
      : beyond.length === 0
        ? `within today's ${quotaTexts(today)}.`
        : `beyond today's ${quotaTexts(today, beyond)}: ask for ${brief(needs, beyond)}.`;
  if (ask === null) return `Quota: ${now}`;
  const share = `With ${formatShare(ask.headroom)} headroom`;
  if (ask.needs === null) return `Quota: ${now} ${share}: nothing that was tried is shown to do.`;
  const later = today === null ? [] : exceeded(ask.needs, today);
  const turn = beyond.length === 0 && later.length > 0 ? ", which is beyond them" : "";
  return `Quota: ${now} ${share}: ${brief(ask.needs, later.length > 0 ? later : ["vmsPerPool"])}${turn}.`;
}

/** The kind is named only where it may not be VMs a pool. */
function brief(needs: QuotaFigures, kinds: readonly Kind[]): string {
  const [kind] = kinds;
  return kinds.length === 1 && kind === "vmsPerPool" ? formatNumber(needs.vmsPerPool!) : quotaTexts(needs, kinds);
}
