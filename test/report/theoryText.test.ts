import { describe, expect, it } from "vitest";
import type { TheoryFigure, TheoryReport, TheorySystem } from "../../src/experiment/theory/theoryReport.ts";
import { withoutColour } from "../../src/report/style.ts";
import { textWidth } from "../../src/report/textWidth.ts";
import { theoryText } from "../../src/report/theoryText.ts";

const figure = (metric: string, theory: number, mean: number, halfWidth: number): TheoryFigure => ({
  metric,
  unit: metric.endsWith("probability") ? "share" : "s",
  theory,
  simulated: { mean, halfWidth, low: mean - halfWidth, high: mean + halfWidth, n: 12, unit: "s" },
  inside: Math.abs(mean - theory) <= halfWidth,
  halfWidthsOff: halfWidth === 0 ? null : (mean - theory) / halfWidth,
});

const system = (parts: Partial<TheorySystem>): TheorySystem => ({
  system: "own",
  recognisedAs: "M/M/4 at 90%",
  kind: "exact",
  source: "Erlang's C formula",
  notes: [],
  figures: [],
  departures: [],
  cautions: [],
  ...parts,
});

const report = (alternatives: Readonly<Record<string, readonly TheorySystem[]>>, asked = 12): TheoryReport => ({
  schemaVersion: 1,
  tool: { name: "poolsim", version: "0.0.0" },
  command: "theory",
  scenario: {
    name: "A \u001B[31mtest",
    hash: "",
    seed: 3,
    currency: "USD",
    replications: 12,
    replicationsAsked: asked,
  },
  alternatives: Object.fromEntries(
    Object.entries(alternatives).map(([name, systems]) => [
      name,
      { horizonSeconds: 86_400, warmUpSeconds: 3_600, systems },
    ]),
  ),
});

const text = (...args: Parameters<typeof report>) => theoryText(report(...args), withoutColour);

describe("the text of theory", () => {
  it("puts theory beside simulation, and says what fails elsewhere", () => {
    const pool = system({
      notes: ["2 workloads in one queue"],
      figures: [
        figure("wait.mean", 118.2, 114, 11),
        figure("wait.probability", 0.788, 0.8, 0.01),
        figure("wait.p95", 0, 0, 0),
      ],
      cautions: ['each run starts empty, which shows for about 12.66 h at this load. Try --set "time.warmUp=760 min".'],
    });
    const over = system({
      system: "classic",
      recognisedAs: "M/M/3 at 120%",
      kind: "none",
      source: null,
      departures: ["there is no steady state", "workload a: arrivals by cron are not Poisson"],
    });
    expect(text({ base: [pool], busy: [over] }, 1)).toBe(`A test

base  1 day each after 1 hour
  own is M/M/4 at 90%: exact
                      theory  simulated   inside  off
    wait.mean         118 s   114 ± 11 s  yes     -0.4
    wait.probability  78.8%   80 ± 1%     no      +1.2
    wait.p95          0 s     0 s         yes     equal
    2 workloads in one queue
    Erlang's C formula
  ! each run starts empty, which shows for about 12.66 h at this load. Try --set
    "time.warmUp=760 min".

busy  1 day each after 1 hour
  classic is M/M/3 at 120%, and has no exact answer:
  - there is no steady state
  - workload a: arrivals by cron are not Poisson

Theory lies in 1 of 2 intervals. They are 95% intervals: about one in twenty
misses by chance, and those of one system miss together.
inside: whether theory lies in the 95% interval; off: simulated less theory, in
half-widths.
12 replications, seed 3. The file asks for 1, which has no interval;
--replications sets another number.
`);
  });

  it("calls an approximation one, and does not count it", () => {
    const shown = text({ base: [system({ kind: "approximation", figures: [figure("wait.mean", 9, 7, 1)] })] });
    expect(shown).toContain("  own is close to M/M/4 at 90%: an approximation\n");
    expect(shown).not.toContain("Theory lies in");
    expect(shown).toContain("12 replications, seed 3.\n");
  });

  it("of nothing known ends with what fails", () => {
    expect(text({ base: [system({ kind: "none", recognisedAs: null, departures: ["it has no VMs"] })] })).toBe(
      "A test\n\nbase  1 day each after 1 hour\n  own has no exact answer here:\n  - it has no VMs\n",
    );
  });

  it("fits 80 columns, whatever names there are", () => {
    const long = "n".repeat(60);
    const figures = [figure(`byWorkload.${long}.latency.mean`, 123_456, 123_456, 12_345)];
    const shown = text({ base: [system({ figures, notes: [`${"word ".repeat(40)}`] })] });
    expect(shown.split("\n").filter((line) => textWidth(line) > 80)).toEqual([]);
  });
});
