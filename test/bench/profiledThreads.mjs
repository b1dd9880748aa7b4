// Preloaded into a profiled process (node --cpu-prof --import): its worker threads are profiled too. A thread with options of its own
// would not take over the process's.
import { syncBuiltinESMExports } from "node:module";
import threads from "node:worker_threads";

const profiling = process.execArgv.filter((option) => option.startsWith("--cpu-prof"));
const { Worker } = threads;

threads.Worker = class extends Worker {
  constructor(file, options = {}) {
    super(file, { ...options, execArgv: [...(options.execArgv ?? []), ...profiling] });
  }
};
syncBuiltinESMExports();
