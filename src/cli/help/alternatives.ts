import type { Topic } from "./topic.ts";

export const alternatives: Topic = {
  name: "alternatives",
  title: "what is compared with what",
  text: `Each alternative is a merge patch (RFC 7396) on the rest of the file:

  baseline: classic
  alternatives:
    classic: {workloads: {scoring: {route: classic}}, pools: null}
    twenty: {}
    thirty: {pools: {nightly: {vms: 30}}}

All of them get the same jobs, so that what differs is due to the alternative.
Each is compared with the baseline. --alternative NAME simulates some of them
only; --set path=value changes one value of the file, as in
--set pools.nightly.vms=25; each may be given several times.
`,
};
