/** A scenario that runs. */
export const GOOD = `workloads:
  a:
    arrivals: {at: [0 s, 10 s], jobs: 2}
    job: {service: 90 s}
    route: p
pools:
  p: {vms: 2}
time: {horizon: 1 h}
`;
const swf = (file: string): string =>
  `workloads: {a: {arrivals: {trace: {file: ${file}}}, route: p}}\npools: {p: {vms: 2}}\n`;
const hours = (weights: string): string => `{poisson: {rate: 3/h, profile: [${weights}]}}`;

/** The good file with one thing wrong. */
const changed = (from: string | RegExp, to: string): string => {
  const text = GOOD.replace(from, to);
  if (text === GOOD) throw new Error(`${from} is not in the good file`);
  return text;
};

/** Scenarios with one thing wrong each, and the files that they name. */
export const BAD_FILES: Readonly<Record<string, string | Uint8Array>> = {
  "good.yaml": GOOD,
  "binary.yaml": Uint8Array.from({ length: 999 }, (_, index) => (index * 37) % 256),
  "empty.yaml": "",
  "comment.yaml": "# nothing yet\n",
  "tab.yaml": "workloads:\n\ta: 1\n",
  "one.yaml": "extends: two.yaml\n",
  "two.yaml": "extends: one.yaml\n",
  "orphan.yaml": "extends: nowhere.yaml\n",
  "key.yaml": changed("vms", "vmz"),
  "bare.yaml": changed("90 s", "90"),
  "negative.yaml": changed("90 s", "-90 s"),
  "route.yaml": changed("route: p", "route: q"),
  "gang.yaml": changed("90 s}", "90 s, gang: 3}"),
  "slots.yaml": changed("vms: 2", "vms: 2, slotsPerVm: 10000"),
  "cores.yaml": changed("vms: 2", "vms: 2, slotsPerVm: 9, vmSize: {cores: 2}"),
  "long.yaml": changed("90 s", "99999999999 d"),
  "twice.yaml": changed("    route: p\n", "    route: p\n  a: {}\n"),
  "cron.yaml": changed(/at: \[.*\]/u, 'cron: "61 * * * *"'),
  "never.yaml": changed(/at: \[.*\]/u, 'cron: "0 0 30 2 *"'),
  "currency.yaml": changed("vms: 2", "vms: 2, vmSize: {price: 0.14 $/h}"),
  "idle.yaml": changed("vms: 2", 'scaling: {onDemand: {max: 2, idleTimeout: "-1 min"}}'),
  "minmax.yaml": changed("vms: 2", "scaling: {onDemand: {min: 3, max: 2}}"),
  "unitless.yaml": changed("vms: 2", "vms: 2, startTask: 5"),
  "restless.yaml": changed("vms: 2", "scaling: {onDemand: {min: 1, max: 2, timers: all, idleTimeout: 0 s}}"),
  "uncreated.yaml": changed("vms: 2", "scaling: {operations: [{at: 5 min, resize: 2}]}"),
  "late.yaml": changed("vms: 2", "scaling: {operations: [{at: 2 h, create: 2}]}"),
  "idlecron.yaml": changed("vms: 2", 'vms: 2, scaling: {operations: [{cron: "0 0 30 2 *", resize: 2}]}'),
  "poll.yaml": changed("vms: 2", "vms: 2, scaling: {operations: [{whenAllDone: {poll: 0 s}, resize: 2}]}"),
  "hasty.yaml": changed("vms: 2", "vms: 2, resizeTimeout: 1 min"),
  "rank.yaml": changed("vms: 2", "vms: 2, preempt: resume"),
  "uncounted.yaml": `${GOOD}account: {maxCores: 8}\n`,
  "uncounted-low.yaml": `${changed("vms: 2", "vms: 2, lowPriority: {vms: 2, lifetime: 8 h}")}account: {maxLowPriorityCores: 8}\n`,
  "lowered.yaml": `${GOOD}account: {maxVmsPerPool: 32, quotaIncrease: [{at: 2 d, maxVmsPerPool: 16}]}\n`,
  "zeros.yaml": changed(/\{at.*\}/u, hours(Array.from({ length: 24 }, () => 0).join(", "))),
  "short-profile.yaml": changed(/\{at.*\}/u, hours("1, 2, 3")),
  "rate.yaml": changed(/\{at.*\}/u, "{poisson: {rate: 0/h}}"),
  "flood.yaml": changed(/\{at.*\}/u, "{poisson: {rate: 1e9/s}}"),
  "crowd.yaml": changed("jobs: 2", "jobs: 100000000"),
  "instant.yaml": changed(/\{at.*\}/u, "{renewal: {interval: 0 s}}"),
  "horizon.yaml": changed("1 h", "0 s"),
  "batch.yaml": changed("jobs: 2", "jobs: 0"),
  "dots.yaml": GOOD.replace("route: p", "route: p.q").replace("  p:", "  p.q:"),
  "proto.yaml": GOOD.replace("  p:", "  __proto__:"),
  "name.yaml": `${GOOD}alternatives: {${"x".repeat(200)}: {}}\n`,
  "anchor.yaml": "workloads: &x {a: *x}\n",
  "bound.yaml": `${GOOD}objectives: ["latency.p95 <= 45"]\n`,
  "metric.yaml": `${GOOD}objectives: ["latancy.p95 <= 45 s"]\n`,
  "gzip.yaml": swf("broken.swf.gz"),
  "line.yaml": swf("short.swf"),
  "endless.yaml": swf("long.swf"),
  "absent.yaml": swf("absent.swf"),
  "broken.swf.gz": Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 99, 99, 99, 99]),
  "short.swf": "; a comment\n1 0 0 10 1 1 1 1 1 1 1 1 1 1 1 1 1 1\n2 5 0 10\n",
  "long.swf": "1 0 0 99999999999999 1 1 1 1 1 1 1 1 1 1 1 1 1 1\n",
};
