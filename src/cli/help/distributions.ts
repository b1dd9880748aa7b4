import { DELAY_PRESETS } from "../../scenario/delayPresets.ts";
import type { Topic } from "./topic.ts";
import { wrapped } from "./wrapped.ts";

const PRESETS = Object.entries(DELAY_PRESETS)
  .map(([name, { source }]) => [`  ${name}`, ...wrapped(`from ${source}`, "      ")].join("\n"))
  .join("\n");

export const distributions: Topic = {
  name: "distributions",
  title: "random durations and counts",
  text: `Where something is random it is a constant (90 s) or one of these:

  {exponential: {mean: 90 s}}
  {lognormal: {mean: 90 s, cv: 0.6}}   or   {median: 4 min, p95: 12 min}
  {gamma: {mean: 90 s, cv: 0.6}}
  {erlang: {mean: 90 s, stages: 2}}
  {weibull: {mean: 90 s, shape: 1.5}}
  {uniform: {min: 2 s, max: 5 s}}
  {hyperexponential: {mean: 90 s, cv: 2}}       two phases, balanced means
  {pareto: {mean: 90 s, shape: 2.5}}
  {empirical: [80 s, 95 s, 120 s]}
  {sequence: [80 s, 95 s]}                      taken in turn
  {mixture: [{weight: 3, of: 60 s}, {weight: 1, of: 10 min}]}
  {preset: gce-preemptible-lifetime}            as it was seen somewhere

Presets, for delays and lifetimes of VMs:
${PRESETS}

cv is the standard deviation divided by the mean. Counts likewise:
{geometric: {mean: 10}} starts at 1, {poisson: {mean: 4}} at 0.
`,
};
