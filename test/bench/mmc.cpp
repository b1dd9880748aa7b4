// The yardstick of the benchmark: Poisson sources in front of one first-in-first-out queue with exponential servers, as a plain
// event loop on std::priority_queue. Every arrival and every completion is an event. It keeps the statistics without which the figures
// would be worth little: count, mean, maximum and a log-linear histogram of waits and of latencies, and the time averages of the queue
// and of the busy servers.
//
// usage: mmc JOBS SERVERS SOURCES LOAD
// prints: mean wait in seconds, mean queue, p95 of the latency in seconds, events, seconds in the loop
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <queue>
#include <random>
#include <vector>

namespace {

constexpr double kTicksPerSecond = 1e6;
constexpr double kMeanServiceTicks = 60 * kTicksPerSecond;
// The same order of classes as the simulator's: what ends goes before what arrives.
enum Class : std::int32_t { kCompletion = 0, kArrival = 3 };

struct Event {
  std::int64_t time;
  std::int32_t event_class;
  std::int32_t who;
  std::uint64_t sequence;
};

struct Later {
  bool operator()(const Event& a, const Event& b) const {
    if (a.time != b.time) return a.time > b.time;
    if (a.event_class != b.event_class) return a.event_class > b.event_class;
    return a.sequence > b.sequence;
  }
};

struct Job {
  std::int64_t submitted;
  std::int64_t service;
};

class Stream {
 public:
  explicit Stream(std::uint64_t seed) : bits_(seed) {}
  // By inversion; the uniform is never 0.
  std::int64_t exponential(double mean) {
    const double uniform = (static_cast<double>(bits_() >> 11) + 0.5) * 0x1p-53;
    return std::llround(-mean * std::log(uniform));
  }

 private:
  std::mt19937_64 bits_;
};

class Tally {
 public:
  void add(std::int64_t ticks) {
    ++count_;
    sum_ += ticks;
    if (ticks > max_) max_ = ticks;
    ++buckets_[bucket(static_cast<std::uint64_t>(ticks))];
  }
  double mean() const { return static_cast<double>(sum_) / static_cast<double>(count_); }
  double quantile(double share) const {
    const auto rank = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(count_)));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < buckets_.size(); ++i) {
      seen += buckets_[i];
      if (seen >= rank) return lower(i);
    }
    return static_cast<double>(max_);
  }

 private:
  // 128 buckets to each power of two.
  static std::size_t bucket(std::uint64_t value) {
    if (value < 256) return value;
    const int shift = 56 - __builtin_clzll(value);
    return static_cast<std::size_t>(shift) * 128 + (value >> shift);
  }
  static double lower(std::size_t bucket) {
    if (bucket < 256) return static_cast<double>(bucket);
    const std::size_t shift = bucket / 128 - 1;
    return std::ldexp(static_cast<double>(bucket - shift * 128), static_cast<int>(shift));
  }
  std::vector<std::uint64_t> buckets_ = std::vector<std::uint64_t>(128 * 58);
  std::uint64_t count_ = 0;
  __int128 sum_ = 0;
  std::int64_t max_ = 0;
};

class TimeAverage {
 public:
  void change(std::int64_t now, std::int64_t by) {
    integral_ += static_cast<__int128>(level_) * (now - since_);
    since_ = now;
    level_ += by;
  }
  double mean() const { return static_cast<double>(integral_) / static_cast<double>(since_); }

 private:
  __int128 integral_ = 0;
  std::int64_t since_ = 0;
  std::int64_t level_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "usage: mmc JOBS SERVERS SOURCES LOAD\n");
    return 2;
  }
  const std::int64_t jobs = std::atoll(argv[1]);
  const std::int32_t servers = std::atoi(argv[2]);
  const std::int32_t sources = std::atoi(argv[3]);
  const double mean_gap = kMeanServiceTicks * sources / (servers * std::atof(argv[4]));

  std::vector<Stream> gaps;
  std::vector<Stream> services;
  std::vector<std::int64_t> left(sources, jobs / sources);
  for (std::int32_t source = 0; source < sources; ++source) {
    gaps.emplace_back(2 * source + 1);
    services.emplace_back(2 * source + 2);
  }
  std::priority_queue<Event, std::vector<Event>, Later> events;
  std::deque<Job> waiting;
  std::vector<Job> running(servers);
  std::vector<std::int32_t> idle;
  for (std::int32_t server = 0; server < servers; ++server) idle.push_back(server);
  Tally wait;
  Tally latency;
  TimeAverage queue;
  TimeAverage busy;
  std::uint64_t sequence = 0;
  std::uint64_t handled = 0;

  const auto begin = std::chrono::steady_clock::now();
  for (std::int32_t source = 0; source < sources; ++source) {
    events.push({gaps[source].exponential(mean_gap), kArrival, source, sequence++});
  }
  while (!events.empty()) {
    const Event event = events.top();
    events.pop();
    ++handled;
    const std::int64_t now = event.time;
    if (event.event_class == kArrival) {
      const std::int32_t source = event.who;
      waiting.push_back({now, services[source].exponential(kMeanServiceTicks)});
      queue.change(now, 1);
      if (--left[source] > 0) events.push({now + gaps[source].exponential(mean_gap), kArrival, source, sequence++});
    } else {
      latency.add(now - running[event.who].submitted);
      idle.push_back(event.who);
      busy.change(now, -1);
    }
    while (!idle.empty() && !waiting.empty()) {
      const std::int32_t server = idle.back();
      idle.pop_back();
      running[server] = waiting.front();
      waiting.pop_front();
      queue.change(now, -1);
      busy.change(now, 1);
      wait.add(now - running[server].submitted);
      events.push({now + running[server].service, kCompletion, server, sequence++});
    }
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;

  std::printf("%.6f %.6f %.6f %llu %.6f\n", wait.mean() / kTicksPerSecond, queue.mean(), latency.quantile(0.95) / kTicksPerSecond,
              static_cast<unsigned long long>(handled), seconds.count());
  return 0;
}
