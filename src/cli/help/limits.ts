import type { Topic } from "./topic.ts";

/** What is not modelled, as a list; the README shows the same. */
export const LIMITS = `- No contention for CPU or memory within a VM: a task computes for its service
  time, whatever runs beside it. Transfers share stores, a VM's network and its
  disk; VMs send nothing to each other.
- Service times do not depend on the time of day or on each other, unless a
  trace says so; classic.speed varies each job by itself.
- A pool's VMs are alike; there are no regions, zones or failures that take
  several VMs at once, and capacity is there when a quota allows it, unless
  allocationFailure says otherwise.
- The classic service's scheduler is FIFO among eligible jobs, as documented.
  What its operators change by hand is not in it.
- Other tenants do not react: their jobs come as told, however long the queue.
- Bills have what plans have (hours, transactions, fixed prices), VMs' prices
  and fixed prices of stores. No bytes moved, no tax, no discounts beyond the
  plan.
- Provisioning delays are drawn independently for each VM. A region that is slow
  as a whole is a case of its own: try --set with longer delays.
- A figure's interval covers chance within the model. It says nothing of inputs
  that are wrong: sweep --tornado tells which of them matter.
`;

export const limits: Topic = {
  name: "limits",
  title: "what is not modelled, and what is assumed",
  text: `${LIMITS}
Where a service's behaviour is not published there is a parameter, and its
default is an assumption, marked as one by poolsim help reference.
poolsim help model tells the rules that are modelled.
`,
};
