"""The queue of mmc.cpp as a plain event loop on heapq: what a careful hand writes in Python without a library.

Every arrival and every completion is an event, with the same order of classes and the same statistics as there.

usage: python3 mmc.py JOBS SERVERS SOURCES LOAD
prints: mean wait in seconds, mean queue, p95 of the latency in seconds, events, seconds in the loop
"""

import sys
from collections import deque
from heapq import heappop, heappush
from math import ceil, log
from random import Random
from time import perf_counter

TICKS_PER_SECOND = 1_000_000
MEAN_SERVICE_TICKS = 60 * TICKS_PER_SECOND
COMPLETION = 0
ARRIVAL = 3


class Stream:
    """Exponential variates in ticks, by inversion."""

    def __init__(self, seed, mean):
        self.random = Random(seed).random
        self.mean = mean

    def draw(self):
        # From 1 - u, for u may be 0 and is never 1.
        return round(-self.mean * log(1 - self.random()))


class Tally:
    """Count, mean, maximum and a histogram with 128 buckets to each power of two."""

    def __init__(self):
        self.count = 0
        self.sum = 0
        self.max = 0
        self.buckets = [0] * (128 * 58)

    def add(self, ticks):
        self.count += 1
        self.sum += ticks
        if ticks > self.max:
            self.max = ticks
        shift = ticks.bit_length() - 8
        self.buckets[ticks if shift <= 0 else shift * 128 + (ticks >> shift)] += 1

    def mean(self):
        return self.sum / self.count

    def quantile(self, share):
        rank = ceil(share * self.count)
        seen = 0
        for bucket, jobs in enumerate(self.buckets):
            seen += jobs
            if seen >= rank:
                if bucket < 256:
                    return bucket
                shift = bucket // 128 - 1
                return (bucket - shift * 128) << shift
        return self.max


class TimeAverage:
    def __init__(self):
        self.integral = 0
        self.since = 0
        self.level = 0

    def change(self, now, by):
        self.integral += self.level * (now - self.since)
        self.since = now
        self.level += by

    def mean(self):
        return self.integral / self.since


def read_queue():
    """Jobs, servers and sources as told, and the mean gap between two jobs of a source."""
    if len(sys.argv) != 5:
        sys.exit(f"usage: {sys.argv[0]} JOBS SERVERS SOURCES LOAD")
    jobs, servers, sources = map(int, sys.argv[1:4])
    return jobs, servers, sources, MEAN_SERVICE_TICKS * sources / (servers * float(sys.argv[4]))


def tell(wait, queue, latency, handled, seconds):
    waits = wait.mean() / TICKS_PER_SECOND
    slowest = latency.quantile(0.95) / TICKS_PER_SECOND
    print(f"{waits:.6f} {queue.mean():.6f} {slowest:.6f} {handled} {seconds:.6f}")


def main():
    jobs, servers, sources, mean_gap = read_queue()
    gaps = [Stream(2 * source + 1, mean_gap) for source in range(sources)]
    services = [Stream(2 * source + 2, MEAN_SERVICE_TICKS) for source in range(sources)]
    left = [jobs // sources] * sources
    events = []
    waiting = deque()
    running = [0] * servers
    idle = list(range(servers))
    wait, latency, queue, busy = Tally(), Tally(), TimeAverage(), TimeAverage()
    sequence = 0
    handled = 0

    begin = perf_counter()
    for source in range(sources):
        heappush(events, (gaps[source].draw(), ARRIVAL, sequence, source))
        sequence += 1
    while events:
        now, event_class, _, who = heappop(events)
        handled += 1
        if event_class == ARRIVAL:
            waiting.append((now, services[who].draw()))
            queue.change(now, 1)
            left[who] -= 1
            if left[who] > 0:
                heappush(events, (now + gaps[who].draw(), ARRIVAL, sequence, who))
                sequence += 1
        else:
            latency.add(now - running[who])
            idle.append(who)
            busy.change(now, -1)
        while idle and waiting:
            server = idle.pop()
            submitted, service = waiting.popleft()
            running[server] = submitted
            queue.change(now, -1)
            busy.change(now, 1)
            wait.add(now - submitted)
            heappush(events, (now + service, COMPLETION, sequence, server))
            sequence += 1
    tell(wait, queue, latency, handled, perf_counter() - begin)


if __name__ == "__main__":
    main()
