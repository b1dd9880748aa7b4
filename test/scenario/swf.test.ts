import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readTrace } from "../../src/scenario/traceFile.ts";
import { FIRST, fileOf, KEEP, SWF, swfLine } from "./madeTrace.ts";

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

describe("a trace in the Standard Workload Format", () => {
  it("gives submit and run time in microseconds, allocated processors, requested time and a tenant for each user", async () => {
    const file = await fileOf(
      [
        "; Version: 2.2",
        ";   UnixStartTime: 754297200",
        "    1      0  5  100   4  90.5  1024   8  200  2048  1  7  3  2  1  0 -1 -1",
        "",
        "\t2\t1.5\t-1\t0.25\t1\t-1\t-1\t-1\t-1\t-1\t0\t12\t-1\t-1\t-1\t-1\t1\t30\r",
        "; a comment between jobs",
        "3 2e3 -1 7 2 -1 -1 -1 -1 -1 5 7 -1 -1 -1 -1 -1 -1",
      ].join("\n"),
    );
    expect(await readTrace(file, SWF, KEEP)).toEqual({
      count: 3,
      submit: Float64Array.of(0, 1_500_000, 2_000_000_000),
      service: Float64Array.of(100_000_000, 250_000, 7_000_000),
      slots: Int32Array.of(4, 1, 2),
      estimate: Float64Array.of(200_000_000, 0, 0),
      tenant: Int32Array.of(0, 1, 0),
      tenants: ["user-7", "user-12"],
      dropped: {},
    });
  });

  it.each([
    { allocated: 4, requested: 8, slots: 4 },
    { allocated: 0, requested: 8, slots: 8 },
    { allocated: -1, requested: 8, slots: 8 },
  ])(
    "takes $slots processors from $allocated allocated and $requested requested",
    async ({ allocated, requested, slots }) => {
      const jobs = await readTrace(await fileOf(swfLine({ submit: 0, allocated, requested })), SWF, KEEP);
      expect([...jobs.slots]).toEqual([slots]);
    },
  );

  it.each(["; a comment\n", ""])("may begin with the mark of an encoding: %j", async (header) => {
    const jobs = await readTrace(await fileOf(`\ufeff${header}${swfLine({ submit: 3 })}`), SWF, KEEP);
    expect([...jobs.submit]).toEqual([3_000_000]);
  });

  it("drops and counts the jobs that never ran or had no processors", async () => {
    const lines = [
      swfLine({ submit: 0, run: 0 }),
      swfLine({ submit: 1, run: -1, allocated: -1 }),
      swfLine({ submit: 2, allocated: 0, requested: 0 }),
      swfLine({ submit: 3, user: 9 }),
    ];
    const jobs = await readTrace(await fileOf(lines.join("\n")), SWF, KEEP);
    expect([...jobs.submit]).toEqual([3_000_000]);
    expect(jobs.tenants).toEqual(["user-9"]);
    expect(jobs.dropped).toEqual({ "run time <= 0": 2, "slots <= 0": 1 });
  });

  it("names no tenant when no user is known, and an unknown one among known ones", async () => {
    const unknown = await readTrace(await fileOf(swfLine({ submit: 0 })), SWF, KEEP);
    expect([[...unknown.tenant], unknown.tenants]).toEqual([[-1], []]);
    const mixed = await readTrace(
      await fileOf(`${swfLine({ submit: 0, user: 3 })}\n${swfLine({ submit: 1 })}\n`),
      SWF,
      KEEP,
    );
    expect([[...mixed.tenant], mixed.tenants]).toEqual([
      [0, 1],
      ["user-3", "unknown"],
    ]);
  });

  it("sorts by submission and leaves ties in file order, negative times included", async () => {
    const submits = [5, -3, 5, 0, -3];
    const lines = submits.map((submit, i) => swfLine({ submit, run: i + 1 }));
    const jobs = await readTrace(await fileOf(lines.join("\n")), SWF, KEEP);
    expect([...jobs.submit]).toEqual([-3e6, -3e6, 0, 5e6, 5e6]);
    expect([...jobs.service]).toEqual([2e6, 5e6, 4e6, 1e6, 3e6]);
  });

  it("moves the first job to the start with origin: first", async () => {
    const lines = [swfLine({ submit: 30, run: -1 }), swfLine({ submit: 100 }), swfLine({ submit: 40 })];
    const jobs = await readTrace(await fileOf(lines.join("\n")), SWF, FIRST);
    expect([...jobs.submit]).toEqual([0, 60_000_000]);
  });

  it("reads a packed file whatever its name, a plain one called .gz, and members of gzip one after the other", async () => {
    const [a, b] = [`${swfLine({ submit: 0 })}\n`, `${swfLine({ submit: 1 })}\n`];
    for (const file of [
      await fileOf(gzipSync(a + b), "packed.swf"),
      await fileOf(a + b, "plain.swf.gz"),
      await fileOf(Buffer.concat([gzipSync(a), gzipSync(b)]), "members.swf.gz"),
    ]) {
      expect([...(await readTrace(file, SWF, KEEP)).submit]).toEqual([0, 1_000_000]);
    }
  });

  it("reads lines cut anywhere by the chunks of the stream, over 100,000 of them", async () => {
    const count = 100_000;
    const lines = Array.from({ length: count }, (_, i) =>
      swfLine({ submit: i, run: 1 + (i % 977), allocated: 1 + (i % 64), user: i % 13 }),
    );
    const text = lines.join("\n");
    for (const file of [await fileOf(text), await fileOf(gzipSync(text))]) {
      const jobs = await readTrace(file, SWF, KEEP);
      expect(jobs.count).toBe(count);
      expect(jobs.submit.every((submit, i) => submit === i * 1e6)).toBe(true);
      expect(sum(jobs.service)).toBe(1e6 * sum(Array.from({ length: count }, (_, i) => 1 + (i % 977))));
      expect(sum(jobs.slots)).toBe(sum(Array.from({ length: count }, (_, i) => 1 + (i % 64))));
      expect(jobs.tenants).toHaveLength(13);
    }
  });
});
