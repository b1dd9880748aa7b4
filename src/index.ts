/**
 * The library's public face: load a scenario file, simulate its alternatives, read the results.
 *
 * Everything that is exported here keeps its meaning within a major version; deeper imports may change.
 */

export { CellError } from "./experiment/cellError.ts";
export { InterruptedError } from "./experiment/interruptedError.ts";
export { type PlanOptions, planScenario } from "./experiment/plan/plan.ts";
export type { PlanResult, PlanRun } from "./experiment/plan/planResult.ts";
export type { Progress } from "./experiment/progressMeter.ts";
export type {
  AlternativeSummary,
  Comparison,
  Estimate,
  ObjectiveResult,
  RunResult,
  Stopping,
  Summary,
} from "./experiment/results.ts";
export type { RunOptions } from "./experiment/run.ts";
export { runScenario } from "./experiment/run.ts";
export { compareWithTheory } from "./experiment/theory/compareWithTheory.ts";
export type {
  TheoryAlternative,
  TheoryFigure,
  TheoryReport,
  TheorySystem,
} from "./experiment/theory/theoryReport.ts";
export { AuditError } from "./model/audit/auditError.ts";
export type { BillRow, JobRow, TimelineRow, VmRow, WorldRecord, WorldResult } from "./model/worldResult.ts";
export { redrawReport } from "./report/redraw.ts";
export { ResultError } from "./report/resultError.ts";
export { writeRunFiles } from "./report/runFiles.ts";
export { terminalReport } from "./report/terminalReport.ts";
export { loadScenario } from "./scenario/load.ts";
export type { LoadedScenario } from "./scenario/loadedScenario.ts";
export { ScenarioError } from "./scenario/scenarioError.ts";
export { TraceError } from "./scenario/traceError.ts";
