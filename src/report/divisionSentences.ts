import type { Summary } from "../experiment/results.ts";
import { formatNumber } from "./number.ts";
import { plainText } from "./plainText.ts";

/** Where the jobs of an alternative went whose routes leave a choice, in a sentence a workload; none where all went one way. */
export function divisionSentences({ alternatives, scenario }: Summary, alternative: string): readonly string[] {
  const average = scenario.replications > 1 ? ", on average" : "";
  return (alternatives[alternative]?.divisions ?? []).map(({ workload, systems }) => {
    const whole = systems.reduce((sum, { jobs }) => sum + jobs, 0);
    const parts = systems.map(({ system, jobs }) => `${formatNumber(jobs)} to ${plainText(system)}`);
    const whose = `Routes (${plainText(alternative)})`;
    return `${whose}: of ${formatNumber(whole)} jobs of ${plainText(workload)}${average}, ${parts.join(", ")}.`;
  });
}
