import { beforeAll, describe, expect, it } from "vitest";
import { lookOf } from "../../../src/report/pictures/palette.ts";
import type { Picture } from "../../../src/report/pictures/picture.ts";
import { picturesOf } from "../../../src/report/pictures/pictures.ts";
import type { ReportData, StateRow } from "../../../src/report/reportData.ts";
import { type Drawn, drawn, SMALL, TWELVE } from "../reportFixture.ts";
import { alternative, estimate, summaryOf } from "../summaryFixture.ts";

let small: Drawn;
beforeAll(async () => {
  small = await drawn(SMALL);
}, 60_000);

const of = (pictures: readonly Picture[], key: string): Picture | undefined =>
  pictures.find((each) => each.key === key);

/** The paths of an SVG whose stroke or fill is this, as points. */
function paths(svg: string, sign: string): (readonly [x: number, y: number])[][] {
  const escaped = sign.replace(/[()]/g, "\\$&");
  const groups = [...svg.matchAll(new RegExp(`(?:stroke|fill)="${escaped}"[^>]*?(?:>\\s*<path)? d="([^"]+)"`, "g"))];
  return groups.map(([, d = ""]) =>
    [...d.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const),
  );
}

describe("four jobs on one VM or two", () => {
  // One VM, ready at 90 s: starts 90, 190, 290, 390. Two, ready at 60 s: starts 60, 60, 200, 200. Each runs for 100 s.
  it("have their latencies in the table by nearest rank: 190, 190, 290, 290 s and 100, 100, 160, 160 s", () => {
    const { table, title } = of(small.pictures, "latency")!;
    expect(table.columns).toEqual(["jobs done", "one-vm", "two-vms"]);
    const at = Object.fromEntries(table.rows.map(([percent, ...cells]) => [percent, cells]));
    expect(at["the first"]).toEqual(["3.17 min", "100 s"]);
    expect(at["50%"]).toEqual(["3.17 min", "100 s"]);
    expect(at["90%"]).toEqual(["4.83 min", "2.67 min"]);
    expect(at.all).toEqual(["4.83 min", "2.67 min"]);
    expect(title).toBe("two-vms is fastest: 95% of jobs within 2.67 min; one-vm needs 4.83 min");
  });

  it("have them drawn where they are: up at 190 s, then at 290 s", () => {
    const { svg } = of(small.pictures, "latency")!;
    const line = paths(svg, "var(--c0)").find((points) => points.length > 20)!;
    const [firstX, firstY] = line[0]!;
    const [lastX, lastY] = line.at(-1)!;
    // 0% to 99.5% of a height of 256 pixels; the same scale takes 190 s and 290 s from 0 s at the axis.
    const left = 48;
    expect((lastX - left) / (firstX - left)).toBeCloseTo(290 / 190, 2);
    expect(firstY).toBeGreaterThan(lastY);
    const half = line.filter(([x]) => Math.abs(x - firstX) < 0.5);
    // Percents 0, 1, 2, 4 up to 50.
    expect(half).toHaveLength(27);
  });

  it("have a latency whose parts are worked out by hand", () => {
    // One VM: (90 + 90 + 0 + 0) / 4 s provisioning, (0 + 100 + 90 + 190) / 4 s queued. Two: (60 + 60) / 4 s provisioning.
    const { table } = of(small.pictures, "waiting")!;
    expect(table).toEqual({
      columns: ["alternative", "queued", "provisioning", "service", "together"],
      rows: [
        ["one-vm", "95 s", "45 s", "100 s", "4 min"],
        ["two-vms", "0 s", "30 s", "100 s", "2.17 min"],
      ],
    });
  });

  it("have hours and costs that are those of the VMs: 910 s and 2 x 940 s at 0.36 USD/h", () => {
    expect(of(small.pictures, "hours")!.table.rows).toEqual([
      ["one-vm", "0.111 h", "0.142 h", "0.253 h"],
      ["two-vms", "0.111 h", "0.411 h", "0.522 h"],
    ]);
    expect(of(small.pictures, "spend")!.title).toBe("one-vm costs $0.09, two-vms $0.19");
  });

  it("have both on the frontier, for one is cheaper and the other faster", () => {
    const { table, title } = of(small.pictures, "cost")!;
    expect(table.rows.map(([name, , , frontier]) => [name, frontier])).toEqual([
      ["one-vm", "yes"],
      ["two-vms", "yes"],
    ]);
    // 160 s of 290 s are 44.8% less; 1,880 s of 910 s are 2.07 times as much.
    expect(title).toBe("two-vms has 44.8% less p95 than one-vm, for 2.07 times the cost");
  });

  it("have a line for each VM, told by its times", () => {
    expect(of(small.pictures, "gantt")!.table.rows).toEqual([
      ["one-vm: p 0", "0 s", "90 s", "–", "–"],
      ["two-vms: p 0", "0 s", "60 s", "–", "–"],
      ["two-vms: p 1", "0 s", "60 s", "–", "–"],
    ]);
  });
});

describe("pictures of results that lack something", () => {
  const bare = (data: Partial<ReportData>): ReportData => ({
    summary: summaryOf({ a: alternative({}), b: alternative({}) }),
    latency: new Map(),
    timeline: new Map(),
    vms: new Map(),
    ...data,
  });
  const at = (time: number, rest: Partial<StateRow>): StateRow => ({
    time,
    system: "p",
    queued: 0,
    held: 0,
    running: 0,
    provisioning: 0,
    starting: 0,
    idle: 0,
    busy: 0,
    leaving: 0,
    unusable: 0,
    preempted: 0,
    ...rest,
  });

  it("are none where there are no figures", () => {
    expect(picturesOf(bare({}))).toEqual([]);
  });

  it("add up the systems of an alternative at each instant", () => {
    const rows = [
      at(0, { queued: 3 }),
      at(0, { system: "classic", queued: 4, held: 2 }),
      at(10, { queued: 1 }),
      at(10, { system: "classic" }),
    ];
    const { title, table, caption } = of(picturesOf(bare({ timeline: new Map([["a", rows]]) })), "queue")!;
    expect(title).toBe("Up to 9 jobs of all tenants wait in a");
    expect(caption).toContain("all tenants");
    expect(table.rows).toEqual([
      ["0", "7", "2"],
      ["10", "1", "0"],
    ]);
  });

  it("say from how many to how many VMs are ready, from the first on", () => {
    const rows = [
      at(0, { provisioning: 4 }),
      at(10, { idle: 1, busy: 3 }),
      at(20, { busy: 2, leaving: 2 }),
      at(30, { idle: 2 }),
    ];
    expect(of(picturesOf(bare({ timeline: new Map([["a", rows]]) })), "vms")!.title).toBe(
      "a has from 2 to 4 VMs ready",
    );
  });

  it("leave out who has no price, and who is beaten in cost and speed is off the frontier", () => {
    const choice = (cost: number | null, p95: number) =>
      alternative({ "cost.total": estimate(cost, "USD"), "latency.p95": estimate(p95, "s") });
    const summary = summaryOf({
      cheap: choice(1, 30),
      mid: choice(2, 20),
      bad: choice(3, 25),
      fast: choice(4, 10),
      free: choice(null, 5),
    });
    const { table } = of(picturesOf(bare({ summary })), "cost")!;
    expect(table.rows.map(([name, , , frontier]) => `${name} ${frontier}`)).toEqual([
      "cheap yes",
      "mid yes",
      "bad no",
      "fast yes",
    ]);
  });

  it.each([
    [[1, 20], [1, 30], "a is the fastest at the same cost"],
    [[1, 20], [2, 20], "a is the cheapest at the same p95"],
    [[1, 20], [2, 30], "a is both the cheapest and the fastest of 2"],
    [[1, 20], [1.5, 10], "b has 50% less p95 than a, for 50% more"],
  ] as const)("say of cost and p95 %j against %j: %s", ([costA, p95A], [costB, p95B], title) => {
    const choice = (cost: number, p95: number) =>
      alternative({ "cost.total": estimate(cost, "USD"), "latency.p95": estimate(p95, "s") });
    const summary = summaryOf({ a: choice(costA, p95A), b: choice(costB, p95B) });
    expect(of(picturesOf(bare({ summary })), "cost")!.title).toBe(title);
  });

  it("split the cost by plan, with what is on none beside", () => {
    const summary = summaryOf({
      a: alternative({
        "cost.total": estimate(10, "USD"),
        "cost.byPlan.s1": estimate(6, "USD"),
        "cost.byPlan.s2": estimate(1, "USD"),
      }),
    });
    expect(of(picturesOf(bare({ summary })), "spend")!.table).toEqual({
      columns: ["alternative", "s1", "s2", "without a plan", "together"],
      rows: [["a", "$6", "$1", "$3", "$10"]],
    });
  });
});

describe("twelve alternatives", () => {
  it("differ in colour or dash, and neighbours in both", () => {
    const looks = Array.from({ length: 12 }, (_, place) => lookOf(place));
    expect(new Set(looks.map(({ colour, dash }) => `${colour} ${dash}`)).size).toBe(12);
    looks.slice(1).forEach((look, place) => {
      expect(look.colour).not.toBe(looks[place]!.colour);
      expect(look.dash).not.toBe(looks[place]!.dash);
    });
  });

  it("have a panel, a bar and a curve each", async () => {
    const { pictures } = await drawn(TWELVE);
    for (const key of ["latency", "waiting", "cost", "queue", "vms", "hours", "spend"]) {
      const picture = of(pictures, key)!;
      for (let place = 1; place <= 12; place++) expect(picture.svg).toContain(`a-pool-of-some-size-${place}<`);
    }
  });
});
