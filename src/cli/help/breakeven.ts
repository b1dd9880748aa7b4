import type { Topic } from "./topic.ts";

export const breakeven: Topic = {
  name: "breakeven",
  title: "where two alternatives cost the same",
  text: `poolsim breakeven FILE --over PATH --between A B

varies the number at PATH, with its unit, and finds where the two alternatives
have the same mean of a metric: cost.total, or another --metric. Both see the
same jobs, at every value, so that their difference is clearer than either.

  poolsim breakeven my.yaml --over workloads.jobs.arrivals.poisson.rate \\
    --between classic always-on --from 10/h --to 300/h

The range is from a tenth of the file's value to ten times that, unless --from
and --to say otherwise. It is looked at in nine places; the first change of sign
is narrowed to 1/10,000 of the range, or to two neighbouring whole numbers.
Two crossings between two looks go unseen: then look at a part of the range.
Where the two are equal over a stretch of the range, its edge is narrowed so.

The interval holds the values at which the 95% interval of the paired difference
holds zero. A file that asks for one replication gets ten. That there is no
crossing in the range is an answer; so is that the two do not differ.

--out DIR writes report.html with the picture, break-even.svg and summary.json,
which is also what --json prints.
`,
};
