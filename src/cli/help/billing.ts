import type { Topic } from "./topic.ts";

export const billing: Topic = {
  name: "billing",
  title: "billing plans, and what is charged to whom",
  text: `  classic: {billingPlan: studio-s1}
  pools: {own: {vms: 4, billingPlan: mine}}
  billingPlans:
    mine: {price: 3.23 USD/d, includedHours: 25, overageHour: 2 USD}

The classic service is charged the time that jobs run, and one transaction a
job; a pool the hours of its VMs, from ready to deleted, whatever they do. A
pool without a plan costs vmSize.price; with neither, no cost is told.

  price                 fixed, prorated; due where an alternative uses the plan
  includedHours, includedTransactions
                        a period; what is left of them is lost
  overageHour, overage1000
                        what is used beyond that; absent: it has no price
  period, from          30 d, from the end of the warm-up
  granularity, minimumCharge
                        a VM's whole life is rounded up; added where it ends
  reserved: {vms: 4, price: 0.08 USD/h}
                        paid used or not, by every alternative that has the
                        plan; what runs on so many VMs has no other price
  whenUsedUp: stop      jobs are rejected until the next period; what runs
                        goes on

Plans of the services, in USD (* is an assumption, not published):
                  a day     included in 30 d             an hour   1,000 jobs
  studio-devtest  -         2 h, 1,000 jobs              it stops
  studio-s1       3.23      25 h*, 100,000 jobs*         2         0.50
  studio-s2       32.26     500 h*, 2,000,000 jobs*      1.50*     0.25*
  studio-s3       322.58*   12,500 h*, 50,000,000 jobs*  1*        0.10
  classic-payg    -         -                            2         0.50
  pay-per-hour    -         -                            0.14*, by the second

A plan of one of these names, or with preset: studio-s1, has what it does not
say from there.

bill.csv has a line for each item of each period: quantity times price, rounded
once to a millionth. The lines add up to cost.total. Jobs that share a plan bear
its cost by the hours that they took: byTenant.<name>.cost.total, and cost.idle
is what no job used. Under one plan a pool is never cheaper than the classic
service, its transactions apart: it pays for idle hours, and buys less waiting.
`,
};
