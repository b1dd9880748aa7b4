import type { Topic } from "./topic.ts";

export const storage: Topic = {
  name: "storage",
  title: "what tasks read and write, and from where",
  text: `  workloads:
    scoring:
      store: files
      job: {service: 90 s, input: 600 KB, output: 40 KB}
  pools: {own: {vms: 40, startTask: {pull: 2 GiB, from: images}}}
  storage:
    files: {preset: blob}
    images: {bandwidth: 10 Gbit/s, perClient: 1 Gbit/s, latency: 1 s}

A task has its slot, waits for the dispatch delay, reads its input, computes,
writes its output, and gives its slot back. Its VM is busy while a task
computes, and transferring while none does and some read or write (in
timeline.csv it is busy, for it has work). A task that loses its VM reads again.
One that fails writes nothing. A gang is one client, and reads and writes once.
A start task that pulls an image ends with the pull.

Each transfer is one request. It waits for its turn, if only so many may begin
a second; then for the latency; then it has an equal share of the bandwidth,
unless a limit of its own lets it have less: the rest is the others' to share
(max-min fair). Sizes may be random, and are drawn with the job.

  bandwidth     of all transfers together
  perClient     of each transfer
  requests      that may begin, such as 500/s: first come, first served
  perObject: {bandwidth: 60 MB/s, requests: 500/s}
                the same for all that read or write one object, which is named
                so: input: {size: 1 GB, object: reference-data}
  latency       before the first byte
  price         such as 5 USD/d: a line of the bill where an alternative uses
                the store, prorated; in cost.idle, for it is of no job

vmSize: {network: 1 Gbit/s, disk: 60 MB/s} limits what a VM moves, which is read
from its own disk or written to it: each of its slots has an equal part, a pull
all of it.

Presets (* is an assumption, not published); any other key of the store counts
before them:
              together    a client   requests   one object          latency
  blob        50 Gbit/s   60 MB/s    20,000/s   60 MB/s and 500/s   20 ms*
  azureFiles  60 MiB/s    -          1,000/s    -                   10 ms*
  nfs         its disks   -          its disks  -                   1 ms*
  registry    10 Gbit/s*  1 Gbit/s*  -          -                   1 s*

nfs: disks: 4 (default 1*), disk: P30 (default standard*), vmLimit: 1 Gbit/s
(default none*): striped disks (RAID-0) give what they have together, but no
more than their VM can move.
             standard  P10       P20        P30        P40
  bandwidth  60 MB/s   100 MB/s  150 MB/s   200 MB/s   250 MB/s
  requests   500/s     500/s     2,300/s    5,000/s    7,500/s

The figures are those of 2017 to 2019; what a service counts as a request may be
a part of a transfer here. Any other store (Gluster, Lustre) is told by its
limits. An alternative that names another preset has another store: none of the
other keys are kept.
`,
};
