/** A scenario small enough to be worked out on paper: what its files must say. */
export interface HandCase {
  readonly what: string;
  readonly scenario: string;
  /** By alternative: `workload submitted started ended state held queued provisioning dispatch service lastTask`, a job a line. */
  readonly jobs: Readonly<Record<string, readonly string[]>>;
  readonly metrics: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
}

/** What each file of a run must say of them. */
export const HAND_CASES: readonly HandCase[] = [
  {
    // One slot, ready at 60 + 30 = 90 s. Each job holds it for 3 + 100 s: 90-193, 193-296, then (submitted at 200) 296-399, 399-502.
    what: "a VM's way to ready, its dispatch delay and one queue",
    scenario: `
      time: {horizon: 1000 s}
      workloads: {a: {arrivals: {at: [0 s, 200 s], jobs: 2}, job: {service: 100 s}, route: p}}
      pools: {p: {vms: 1, vmSize: {price: 0.36 USD/h}, provisioning: 60 s, startTask: 30 s, dispatch: 3 s}}
      objectives: ["wait.p97.5 <= 202 s", "wait.p50 < 99 s"]`,
    jobs: {
      base: [
        "a 0 93 193 Finished 0 0 90 3 100 0",
        "a 0 196 296 Finished 0 103 90 3 100 0",
        "a 200 299 399 Finished 0 96 0 3 100 0",
        "a 200 402 502 Finished 0 199 0 3 100 0",
      ],
    },
    metrics: {
      base: {
        // Waits 93, 196, 99, 202 s.
        "wait.mean": 147.5,
        "wait.p50": 99,
        "wait.p97.5": 202,
        "wait.probability": 1,
        "latency.mean": 247.5,
        "slowdown.mean": 2.475,
        "parts.provisioning.mean": 45,
        "parts.queued.mean": 99.5,
        makespan: 502,
        "throughput.jobsPerHour": 14.4,
        "computeHours.billed": 910 / 3600,
        "computeHours.busy": 400 / 3600,
        "computeHours.idle": 510 / 3600,
        utilisation: 400 / 910,
        "vms.mean": 0.91,
        "vms.provisioning": 0.09,
        "vms.peak": 1,
        // Two wait in 0-90, one in 90-193, two in 200-296, one in 296-399.
        "queue.mean": (180 + 103 + 192 + 103) / 1000,
        "queue.peak": 2,
        atLimit: (193 + 199) / 1000,
        // 910 s at 100 micro-dollars a second.
        "cost.total": 0.091,
        "cost.perJob": 0.02275,
        "cost.perDay": 7.8624,
        "rounds.duration.mean": 299,
        "rounds.late": null,
        "deadlines.missed": null,
        workLost: 0,
        restarts: 0,
        evictions: 0,
      },
    },
  },
  {
    // a may run one at a time: a0 0-12 (2 s of them dispatch), a1 12-24, a2 24-36. b: b0 1-23, b1 gets the slot at 23.
    what: "jobs held by a cap and jobs queued behind others",
    scenario: `
      time: {horizon: 100 s}
      workloads:
        a: {arrivals: {at: [0 s], jobs: 3}, job: {service: 10 s}}
        b: {arrivals: {at: [1 s], jobs: 2}, job: {service: 20 s}}
      classic: {workers: 2, dispatch: 2 s, endpointConcurrency: {a: 1, otherwise: none}}`,
    jobs: {
      base: [
        "a 0 2 12 Finished 0 0 0 2 10 0",
        "a 0 14 24 Finished 12 0 0 2 10 0",
        "a 0 26 36 Finished 24 0 0 2 10 0",
        "b 1 3 23 Finished 0 0 0 2 20 0",
        "b 1 25 45 Finished 0 22 0 2 20 0",
      ],
    },
    metrics: {
      base: {
        "parts.held.mean": 36 / 5,
        "byWorkload.a.parts.held.mean": 12,
        "byTenant.b.parts.queued.mean": 11,
        "classic.jobs.finished": 5,
        "classic.computeHours.billed": 70 / 3600,
        "vms.mean": 0,
        atLimit: null,
        "cost.total": null,
      },
    },
  },
  {
    // VM 0 is full with the small ones; the gang of three waits for 100 s, the last job behind it or past it.
    what: "a gang at the head of a strict queue, and one that smaller jobs pass",
    scenario: `
      time: {horizon: 200 s}
      workloads:
        small: {arrivals: {at: [0 s], jobs: 2}, job: {service: 100 s}, route: p}
        wide: {arrivals: {at: [10 s]}, job: {service: 50 s, gang: 3}, route: p}
        tiny: {arrivals: {at: [20 s]}, job: {service: 30 s}, route: p}
      pools: {p: {vms: 2, slotsPerVm: 2}}
      alternatives: {strict: {}, firstFit: {pools: {p: {backfill: firstFit}}}}`,
    jobs: {
      strict: [
        "small 0 0 100 Finished 0 0 0 0 100 0",
        "small 0 0 100 Finished 0 0 0 0 100 0",
        "wide 10 100 150 Finished 0 90 0 0 50 0",
        "tiny 20 100 130 Finished 0 80 0 0 30 0",
      ],
      firstFit: [
        "small 0 0 100 Finished 0 0 0 0 100 0",
        "small 0 0 100 Finished 0 0 0 0 100 0",
        "wide 10 100 150 Finished 0 90 0 0 50 0",
        "tiny 20 20 50 Finished 0 0 0 0 30 0",
      ],
    },
    metrics: { firstFit: { "byWorkload.tiny.wait.mean": 0, "queue.mean": 90 / 200, atLimit: 90 / 200 } },
  },
  {
    // All four slots are promised to the head at 50 s: who is expected to be through by then may pass it.
    what: "a gang at the head of a queue that others pass by their estimates",
    scenario: `
      time: {horizon: 200 s}
      workloads:
        busy: {arrivals: {at: [0 s]}, job: {service: 50 s, gang: 3}, route: p}
        head: {arrivals: {at: [10 s]}, job: {service: 30 s, gang: 4}, route: p}
        long: {arrivals: {at: [20 s]}, job: {service: 1 s, estimate: 31 s}, route: p}
        short: {arrivals: {at: [20 s]}, job: {service: 30 s, estimate: 30 s}, route: p}
      pools: {p: {vms: 4, backfill: easy}}`,
    jobs: {
      base: [
        "busy 0 0 50 Finished 0 0 0 0 50 0",
        "head 10 50 80 Finished 0 40 0 0 30 0",
        "long 20 80 81 Finished 0 60 0 0 1 0",
        "short 20 20 50 Finished 0 0 0 0 30 0",
      ],
    },
    metrics: { base: { "wait.mean": (40 + 60) / 4, utilisation: (3 * 50 + 4 * 30 + 30 + 1) / (4 * 200) } },
  },
  {
    what: "a limit on the queue",
    scenario: `
      time: {horizon: 100 s}
      workloads: {a: {arrivals: {at: [0 s], jobs: 4}, job: {service: 10 s, deadline: 30 s}}}
      classic: {workers: 1, maxQueued: 1}
      alternatives: {one: {}, none: {classic: {maxQueued: 0}}, unlimited: {classic: {maxQueued: none}}}`,
    jobs: {
      one: [
        "a 0 0 10 Finished 0 0 0 0 10 0",
        "a 0 10 20 Finished 0 10 0 0 10 0",
        "a 0  0 Rejected      ",
        "a 0  0 Rejected      ",
      ],
      none: ["a 0 0 10 Finished 0 0 0 0 10 0", ...Array.from({ length: 3 }, () => "a 0  0 Rejected      ")],
    },
    metrics: {
      one: { "jobs.rejected": 2, "deadlines.missed": 0.5, makespan: 20, "throughput.jobsPerHour": 72 },
      none: { "jobs.rejected": 3, "deadlines.missed": 0.75 },
      // Ends 10, 20, 30 (in time) and 40 s (late).
      unlimited: { "jobs.rejected": 0, "deadlines.missed": 0.25, "rounds.late": 1, "rounds.duration.max": 40 },
    },
  },
  {
    // More: 1 worker until 60 s, then 2. Fewer: 2 until 60 s; what runs then goes on, and only one slot is left at 100 s.
    what: "a timetable of workers",
    scenario: `
      time: {horizon: 300 s}
      workloads: {a: {arrivals: {at: [0 s], jobs: 5}, job: {service: 50 s}}}
      classic: {workers: 1}
      alternatives:
        more: {classic: {workers: [{from: "00:00", workers: 1}, {from: "00:01", workers: 2}]}}
        fewer: {classic: {workers: [{from: "00:00", workers: 2}, {from: "00:01", workers: 1}]}}`,
    jobs: {
      more: [
        "a 0 0 50 Finished 0 0 0 0 50 0",
        "a 0 50 100 Finished 0 50 0 0 50 0",
        "a 0 60 110 Finished 0 60 0 0 50 0",
        "a 0 100 150 Finished 0 100 0 0 50 0",
        "a 0 110 160 Finished 0 110 0 0 50 0",
      ],
      fewer: [
        "a 0 0 50 Finished 0 0 0 0 50 0",
        "a 0 0 50 Finished 0 0 0 0 50 0",
        "a 0 50 100 Finished 0 50 0 0 50 0",
        "a 0 50 100 Finished 0 50 0 0 50 0",
        "a 0 100 150 Finished 0 100 0 0 50 0",
      ],
    },
    metrics: {
      more: { "wait.mean": 64, "classic.fleet.utilisation": 250 / (60 + 240 * 2) },
      fewer: { "wait.mean": 40, "classic.fleet.utilisation": 250 / (120 + 240) },
    },
  },
  {
    // The window is 100-200 s. Ends at 20 (before it), 110, 130, and 210 (after it).
    what: "a warm-up, an unfinished job and a drain",
    scenario: `
      time: {warmUp: 100 s, horizon: 100 s}
      workloads: {a: {arrivals: {at: [0 s, 90 s, 110 s, 190 s]}, job: {service: 20 s, deadline: 20 s}, route: p}}
      pools: {p: {vms: 1}}
      alternatives: {cut: {}, drained: {time: {drain: true}}}`,
    jobs: {
      cut: [
        "a 0 0 20 Finished 0 0 0 0 20 0",
        "a 90 90 110 Finished 0 0 0 0 20 0",
        "a 110 110 130 Finished 0 0 0 0 20 0",
        "a 190 190  Running      ",
      ],
      drained: [
        "a 0 0 20 Finished 0 0 0 0 20 0",
        "a 90 90 110 Finished 0 0 0 0 20 0",
        "a 110 110 130 Finished 0 0 0 0 20 0",
        "a 190 190 210 Finished 0 0 0 0 20 0",
      ],
    },
    metrics: {
      cut: {
        "jobs.submitted": 2,
        "jobs.finished": 1,
        "jobs.unfinished": 1,
        "throughput.jobsPerHour": 72,
        "latency.mean": 20,
        "latency.max": 20,
        makespan: null,
        "computeHours.billed": 100 / 3600,
        "computeHours.busy": 40 / 3600,
        "deadlines.missed": 0,
      },
      drained: { "jobs.finished": 2, "jobs.unfinished": 0, makespan: 100, "computeHours.busy": 50 / 3600 },
    },
  },
  {
    // Each round's jobs end 30, 60 and 90 s after it on one VM, 30, 30 and 60 s after it on two.
    what: "deadlines, rounds and the cost of two sizes",
    scenario: `
      time: {horizon: 1000 s}
      workloads: {a: {arrivals: {at: [0 s, 100 s], jobs: 3}, job: {service: 30 s, deadline: 60 s}, route: p}}
      pools: {p: {vms: 1, vmSize: {price: 0.36 USD/h}}}
      objectives: ["rounds.late <= 0%"]
      alternatives: {one: {}, two: {pools: {p: {vms: 2}}}}`,
    jobs: {},
    metrics: {
      one: { "deadlines.missed": 2 / 6, "rounds.late": 1, "rounds.duration.mean": 90, "cost.total": 0.1 },
      two: { "deadlines.missed": 0, "rounds.late": 0, "rounds.duration.p95": 60, "cost.total": 0.2 },
    },
  },
  {
    // Two slots: the tasks of a job run 0-10, 0-10 and 10-20; the second job's 10-20, 20-30, 20-30.
    what: "jobs of several tasks",
    scenario: `
      time: {horizon: 100 s}
      workloads: {a: {arrivals: {at: [0 s], jobs: 2}, job: {service: 10 s, tasks: 3}, route: p}}
      pools: {p: {vms: 2}}`,
    jobs: { base: ["a 0 0 20 Finished 0 0 0 0 10 10", "a 0 10 30 Finished 0 10 0 0 10 10"] },
    metrics: {
      base: { "throughput.tasksPerHour": 216, "throughput.jobsPerHour": 72, "queue.mean": 0.1, "byPool.p.vms.mean": 2 },
    },
  },
  {
    // One slot: the second job would start at 20 s; its time is over 15 s after it was submitted.
    what: "a timeout",
    scenario: `
      time: {horizon: 100 s}
      workloads: {a: {arrivals: {at: [0 s], jobs: 2}, job: {service: 20 s, timeout: 30 s}, route: p}}
      pools: {p: {vms: 1}}
      alternatives: {late: {}, early: {workloads: {a: {job: {timeout: 15 s}}}}}`,
    jobs: {
      late: ["a 0 0 20 Finished 0 0 0 0 20 0", "a 0 20 30 Cancelled      "],
      early: ["a 0 0 15 Cancelled      ", "a 0  15 Cancelled      "],
    },
    metrics: {
      late: { "jobs.cancelled": 1, "computeHours.busy": 30 / 3600 },
      early: { "jobs.cancelled": 2, "computeHours.busy": 15 / 3600, "latency.mean": null },
    },
  },
  {
    // b goes to its own VM, a and the rest to the shared worker: a 0-30, then c 30-40.
    what: "routes by tenant",
    scenario: `
      time: {horizon: 100 s}
      workloads:
        all:
          arrivals: {trace: {file: jobs.csv, columns: {submit: at, duration: runs, tenant: who}, origin: first}}
          route: {byTenant: {b: p}, otherwise: classic}
      classic: {workers: 1}
      pools: {p: {vms: 1}}`,
    jobs: {
      pools: [
        "all 0 0 30 Finished 0 0 0 0 30 0",
        "all 5 5 25 Finished 0 0 0 0 20 0",
        "all 6 30 40 Finished 0 24 0 0 10 0",
      ],
    },
    metrics: {
      pools: {
        "byTenant.c.wait.mean": 24,
        "byTenant.b.latency.mean": 20,
        "byPool.p.jobs.finished": 1,
        "classic.jobs.finished": 2,
        "computeHours.billed": 140 / 3600,
        "computeHours.busy": 60 / 3600,
        "queue.mean": 0.24,
      },
    },
  },
];
