import { alternatives } from "./alternatives.ts";
import { billing } from "./billing.ts";
import { breakeven } from "./breakeven.ts";
import { distributions } from "./distributions.ts";
import { exitCodes } from "./exitCodes.ts";
import { formulas } from "./formulas.ts";
import { limits } from "./limits.ts";
import { metrics } from "./metrics.ts";
import { model } from "./model.ts";
import { plan } from "./plan.ts";
import { pools } from "./pools.ts";
import { quantities } from "./quantities.ts";
import { quota } from "./quota.ts";
import { reference } from "./reference.ts";
import { results } from "./results.ts";
import { scenario } from "./scenario.ts";
import { storage } from "./storage.ts";
import { streams } from "./streams.ts";
import { sweep } from "./sweep.ts";
import { theory } from "./theory.ts";
import type { Topic } from "./topic.ts";
import { traces } from "./traces.ts";

/** All pages of `poolsim help`, in the order of a first reading. */
export const TOPICS: readonly Topic[] = [
  scenario,
  quantities,
  distributions,
  traces,
  streams,
  alternatives,
  pools,
  formulas,
  model,
  storage,
  limits,
  billing,
  metrics,
  results,
  plan,
  quota,
  theory,
  sweep,
  breakeven,
  reference,
  exitCodes,
];
