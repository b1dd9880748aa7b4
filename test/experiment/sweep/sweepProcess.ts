import { CellFolder } from "../../../src/experiment/sweep/cellStore.ts";
import { sweep } from "../../../src/experiment/sweep/sweep.ts";
import { writeSweepFiles } from "../../../src/report/sweepFiles.ts";

// A process to be killed: sweeps a file in its only thread, with cells kept in one folder and the result written to another.
const [file = "", cells = "", out = ""] = process.argv.slice(2);
const options = { limit: 100, against: "latency.p95", command: "sweep", store: new CellFolder(cells) };
const { result } = await sweep(file, {}, options);
await writeSweepFiles(result, out);
