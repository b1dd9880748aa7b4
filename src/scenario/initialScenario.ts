/** A commented scenario to start from: it validates and runs as it is. */
export function initialScenario(): string {
  return `# A Poolsim scenario. "poolsim run" this file to compare its alternatives, "poolsim show" prints it with every default.
# Quantities carry their unit: 90 s, 15 min, 4 h, 30/h, 5%, 0.14 USD/h. Whatever is random takes a constant or a distribution.
# Editors complete and check it with the output of "poolsim schema".
name: Nightly scoring
seed: 1
time: {warmUp: 0 s, horizon: 7 d}     # the week that is measured

workloads:
  nightly:
    arrivals: {cron: "0 1 * * *", jobs: 5000}     # every night at 01:00 UTC; or {poisson: {rate: 30/h}}, {trace: {file: ...}}
    job:
      service: {lognormal: {mean: 90 s, cv: 0.6}} # of a job, on one slot
      deadline: 4 h                               # from submission
    route: scoring                                # the pool below, or classic

# The shared service. If you know the fleet, write workers: 200 instead of the waits that were seen.
classic:
  observedWait: {lognormal: {median: 5 min, p95: 40 min}}

# Pools of your own VMs, paid from ready to deleted.
pools:
  scoring:
    vms: 32
    vmSize: {cores: 2, price: 0.14 USD/h}
    slotsPerVm: 1
    provisioning: {lognormal: {median: 4 min, p95: 12 min}}   # from a VM's request to ready

objectives: ["rounds.late <= 5%", "latency.p95 <= 4 h"]

# Each alternative is a patch on all of the above; null removes.
baseline: classic
alternatives:
  classic: {workloads: {nightly: {route: classic}}, pools: null}
  pool-of-32: {}
  pool-of-48: {pools: {scoring: {vms: 48}}}
`;
}
