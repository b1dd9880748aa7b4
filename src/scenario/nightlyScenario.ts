/** What a mail about a nightly run that is late tells. */
export interface NightlyMail {
  /** Of the workload; a name as a scenario takes them. */
  readonly name: string;
  readonly jobs: number;
  /** Durations as a scenario writes them: `90 s`. */
  readonly service: string;
  readonly within: string;
  /** Of today's pool. */
  readonly vms: number;
}

/** The ten lines for such a mail. What it seldom tells is assumed, and says so: the spread of service times, dispatch delays, what classic is like. */
export function nightlyScenario({ name, jobs, service, within, vms }: NightlyMail): string {
  return `name: "${name}: ${jobs} jobs at 01:00 UTC, to be done within ${within}"
workloads:
  ${name}:
    arrivals: {cron: "0 1 * * *", jobs: ${jobs}}
    job: {service: {lognormal: {mean: ${service}, cv: 0.6}}, deadline: ${within}}   # cv is assumed
    route: scoring
classic: {observedWait: {lognormal: {median: 5 min, p95: 40 min}}}   # assumed
pools:
  scoring: {vms: ${vms}, dispatch: {uniform: {min: 2 s, max: 5 s}}}   # dispatch is assumed
objectives: ["rounds.late <= 5%"]
`;
}
