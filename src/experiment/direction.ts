/** Metrics of which more is better; of the others, less is. */
const MORE_IS_BETTER = /(^|\.)(jobs\.finished|throughput\.(jobsPerHour|tasksPerHour)|utilisation|computeHours\.busy)$/;

/** 1 where more of the metric is better, -1 where less is. */
export function direction(metric: string): 1 | -1 {
  return MORE_IS_BETTER.test(metric) ? 1 : -1;
}
