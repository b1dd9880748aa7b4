import type { Topic } from "./topic.ts";

export const quantities: Topic = {
  name: "quantities",
  title: "durations, rates, shares and money",
  text: `A quantity carries its unit; a bare number is refused where a unit is needed.

  duration   500 ms   90 s   15 min   2 h   7 d
  rate       0.5/s   12/min   30/h   100/d
  share      5%
  price      0.14 USD/h (any one currency)
  size       600 KB   2 GiB
  bandwidth  60 MB/s   50 Gbit/s

none means unlimited or off; null removes a key. Times are simulated in whole
microseconds.
`,
};
