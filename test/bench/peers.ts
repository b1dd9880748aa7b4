import { spawnSync } from "node:child_process";
import { runCommandLine } from "./commandLine.ts";
import type { Measurement } from "./measurement.ts";
import { checked } from "./queueCheck.ts";
import { type Queue, runLoop } from "./yardstick.ts";

/** Simulators of the same queue, each with as many jobs as it does in seconds. */
export interface Peer {
  readonly name: string;
  readonly jobs: number;
  readonly runs: readonly Measurement[];
}

export interface PeerComparison {
  readonly peers: readonly Peer[];
  /** Those of the peers that all are measured against; there may be no compiler. */
  readonly poolsim: Peer;
  readonly yardstick: Peer | null;
  /** What could not be run here, and why. */
  readonly missing: readonly string[];
}

interface Contestant {
  readonly name: string;
  readonly queue: Queue;
  run(): Measurement;
}

const YARDSTICK = "C++ loop";
const RUNS = 3;
const JOBS = 2_000_000;
const PYTHON_JOBS = 200_000;

/** Runs what there is of them in turn on M/M/8: Poolsim both ways, the C++ loop, a loop in Python, SimPy. */
export function measurePeers(scenario: string, program: string | null, folder: string): PeerComparison {
  const queue: Queue = { jobs: JOBS, servers: 8, sources: 1, load: 0.9 };
  const python = versionOf("import platform; print(platform.python_version())");
  const simpy = versionOf("import simpy; print(simpy.__version__)");
  const small: Queue = { ...queue, jobs: PYTHON_JOBS };
  // -B: no compiled copy is left beside the source.
  const inPython = (source: string) => (): Measurement => runLoop(["python3", "-B", source], small);
  const contestants: Contestant[] = [
    { name: "Poolsim", queue, run: () => runCommandLine(scenario, [], folder, "auto") },
    { name: "Poolsim, event by event", queue, run: () => runCommandLine(scenario, [], folder, "events") },
  ];
  const missing: string[] = [];
  if (program !== null) contestants.push({ name: YARDSTICK, queue, run: () => runLoop([program], queue) });
  if (python !== null)
    contestants.push({ name: `\`heapq\` loop, Python ${python}`, queue: small, run: inPython("test/bench/mmc.py") });
  else missing.push("There is no `python3` here: no peers in Python.");
  if (simpy !== null)
    contestants.push({ name: `SimPy ${simpy}`, queue: small, run: inPython("test/bench/mmcSimpy.py") });
  else if (python !== null) missing.push("`python3` knows no `simpy` here (Debian's `python3-simpy3`): not measured.");

  const runs = contestants.map((): Measurement[] => []);
  for (let round = 0; round < RUNS; round++)
    contestants.forEach((each, place) => {
      runs[place]!.push(checked(each.run(), each.queue));
    });
  const peers = contestants.map(({ name, queue: { jobs } }, place): Peer => ({ name, jobs, runs: runs[place]! }));
  return { peers, poolsim: peers[0]!, yardstick: peers.find(({ name }) => name === YARDSTICK) ?? null, missing };
}

/** What Python prints, or null where it, or what it imports, is not there. */
function versionOf(code: string): string | null {
  const asked = spawnSync("python3", ["-c", code], { encoding: "utf8" });
  return asked.status === 0 ? asked.stdout.trim() : null;
}
