import type { Topic } from "./topic.ts";

export const streams: Topic = {
  name: "streams",
  title: "jobs that score what sensors send",
  text: `arrivals:
  stream:
    devices: 3                # sensors: devices x modelsPerDevice
    modelsPerDevice: 5
    eventRate: 2/min          # readings of one sensor; profile: by the hour
    eventSize: 110 B
    throughputUnits: 1        # each 1,000 readings or 1 MB a second
    excess: retry             # or drop: readings beyond that are lost
    window: 5 s               # a row of each sensor that was heard in it
    lag: 5 s                  # from a window's end until it can be scored
    cron: "0 * * * *"         # fires a run
    sensorsPerJob: 1
    startUp: 30 s             # a job takes startUp + its rows x rowTime
    rowTime: 5 ms
    submitter: {delay: 2 min, rate: 1/s}
    overlap: stack            # or skip: not while an earlier run goes on

A run scores the windows that are over and processed at its firing, since the
run before. Its jobs come after the submitter's delay (its image is pulled), one
after another at its rate, or all at once. There is one submitter: a run waits
until the jobs of the run before are submitted. The rows of a run that is
skipped are the next one's.

Readings begin at time.start, come evenly, sensor by sensor in turn, and are
counted as a flow in exact fractions: a million sensors cost no more time than
fifteen. With retries a reading is in the window in which it is taken. Windows
follow the calendar. A stream's job is one task; it may be a gang.

Metrics: freshness.p95, events.lost, events.backlog.peak, runs.overlapping, and
others; see poolsim help metrics.
`,
};
