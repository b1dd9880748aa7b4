import { DAY, HOUR, MILLISECOND, MINUTE, SECOND, WEEK } from "../../../engine/time.ts";

/** What a running pool can say of a metric. */
export interface Metric {
  /** The model knows it; the others are zero in a simulation. */
  readonly modelled: boolean;
  /** Its values are whole numbers. */
  readonly whole: boolean;
  /** The largest value it can have. */
  readonly most: number;
}

const COUNT: Metric = { modelled: true, whole: true, most: Number.POSITIVE_INFINITY };
const UNKNOWN: Metric = { modelled: false, whole: false, most: Number.POSITIVE_INFINITY };

/** The read-only, sampled variables. `$CurrentDedicated` and `$CurrentLowPriority` are old names of two of them. */
export const METRICS: Readonly<Record<string, Metric>> = {
  $PendingTasks: COUNT,
  $ActiveTasks: COUNT,
  $RunningTasks: COUNT,
  $SucceededTasks: COUNT,
  $FailedTasks: COUNT,
  $TaskSlotsPerNode: COUNT,
  $CurrentDedicatedNodes: COUNT,
  $CurrentLowPriorityNodes: COUNT,
  $PreemptedNodeCount: COUNT,
  $UsableNodeCount: COUNT,
  $SampleNodeCount: COUNT,
  // The service's own example compares it with 0.7: a share, not a percentage.
  $CPUPercent: { modelled: true, whole: false, most: 1 },
  $WallClockSeconds: UNKNOWN,
  $MemoryBytes: UNKNOWN,
  $DiskBytes: UNKNOWN,
  $DiskReadBytes: UNKNOWN,
  $DiskWriteBytes: UNKNOWN,
  $DiskReadOps: UNKNOWN,
  $DiskWriteOps: UNKNOWN,
  $NetworkInBytes: UNKNOWN,
  $NetworkOutBytes: UNKNOWN,
};

/** Other names of metrics. */
export const METRIC_ALIASES: Readonly<Record<string, string>> = {
  $CurrentDedicated: "$CurrentDedicatedNodes",
  $CurrentLowPriority: "$CurrentLowPriorityNodes",
};

/** Which target a name sets, and whether it is the full name, which takes precedence over the short one. */
export const TARGETS: Readonly<Record<string, { readonly pool: "dedicated" | "lowPriority"; readonly full: boolean }>> =
  {
    $TargetDedicatedNodes: { pool: "dedicated", full: true },
    $TargetLowPriorityNodes: { pool: "lowPriority", full: true },
    $TargetDedicated: { pool: "dedicated", full: false },
    $TargetLowPriority: { pool: "lowPriority", full: false },
  };

export const DEALLOCATION_VARIABLE = "$NodeDeallocationOption";

/** What becomes of the tasks of a VM that is taken away. */
export const DEALLOCATION_OPTIONS = ["requeue", "terminate", "taskcompletion", "retaineddata"] as const;
export type DeallocationOption = (typeof DEALLOCATION_OPTIONS)[number];

/** The constants of type timeinterval, in microseconds. A year is 365 days (an assumption). */
export const TIME_INTERVALS: Readonly<Record<string, number>> = {
  TimeInterval_Zero: 0,
  TimeInterval_100ns: 0.1,
  TimeInterval_Microsecond: 1,
  TimeInterval_Millisecond: MILLISECOND,
  TimeInterval_Second: SECOND,
  TimeInterval_Minute: MINUTE,
  TimeInterval_Hour: HOUR,
  TimeInterval_Day: DAY,
  TimeInterval_Week: WEEK,
  TimeInterval_Year: 365 * DAY,
};

/** The members of a timestamp. */
export const TIMESTAMP_MEMBERS = ["year", "month", "day", "weekday", "hour", "minute", "second"] as const;
export type TimestampMember = (typeof TIMESTAMP_MEMBERS)[number];
