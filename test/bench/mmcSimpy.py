"""The queue of mmc.cpp in SimPy, as its documentation writes one: a process for each job, which asks a Resource for a server.

The same statistics as there. An arrival and an end count as an event each, whatever SimPy does for them within.

usage: python3 mmcSimpy.py JOBS SERVERS SOURCES LOAD
prints: mean wait in seconds, mean queue, p95 of the latency in seconds, events, seconds in the loop
"""

from time import perf_counter

import simpy
from mmc import MEAN_SERVICE_TICKS, Stream, Tally, TimeAverage, read_queue, tell


def main():
    jobs, servers, sources, mean_gap = read_queue()
    env = simpy.Environment(initial_time=0)
    fleet = simpy.Resource(env, capacity=servers)
    wait, latency, queue, busy = Tally(), Tally(), TimeAverage(), TimeAverage()
    handled = 0

    def job(service):
        nonlocal handled
        handled += 1
        submitted = env.now
        queue.change(submitted, 1)
        with fleet.request() as server:
            yield server
            started = env.now
            queue.change(started, -1)
            busy.change(started, 1)
            wait.add(started - submitted)
            yield env.timeout(service)
            ended = env.now
            busy.change(ended, -1)
            latency.add(ended - submitted)
            handled += 1

    def submit(source):
        gaps = Stream(2 * source + 1, mean_gap)
        services = Stream(2 * source + 2, MEAN_SERVICE_TICKS)
        for _ in range(jobs // sources):
            yield env.timeout(gaps.draw())
            env.process(job(services.draw()))

    for source in range(sources):
        env.process(submit(source))
    begin = perf_counter()
    env.run()
    tell(wait, queue, latency, handled, perf_counter() - begin)


if __name__ == "__main__":
    main()
